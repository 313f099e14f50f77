// Command thesaurus writes which frequent words of English say nearly the same, by WordNet, whose
// dictionary is in the folder that it is given (/usr/share/wordnet where the package wordnet-base of
// Debian is). Words are near if they share one of their two first senses, or if the sense of one is
// the general one of the other's, like it, or derived from it.
package main

import (
	"bufio"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

const (
	frequent = 5 // uses of a word in the texts that WordNet counted
	senses   = 2 // of a word that count, the first ones
)

// kinds are the files of WordNet, and the letters that its pointers have for them.
var kinds = map[string]string{"noun": "n", "verb": "v", "adj": "a", "adv": "r"}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: thesaurus DICTIONARY >thesaurus.txt")
		os.Exit(2)
	}
	if err := write(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "thesaurus:", err)
		os.Exit(1)
	}
}

func write(dir string) error {
	uses, err := readUses(dir)
	if err != nil {
		return err
	}
	of := make(map[string][]string) // sense: its words
	for file, kind := range kinds {
		if err := readSenses(filepath.Join(dir, "index."+file), kind, uses, of); err != nil {
			return err
		}
	}
	near := make(map[string]map[string]bool)
	for file, kind := range kinds {
		if err := readPointers(filepath.Join(dir, "data."+file), kind, of, near); err != nil {
			return err
		}
	}
	for _, word := range slices.Sorted(maps.Keys(near)) {
		fmt.Println(word, strings.Join(slices.Sorted(maps.Keys(near[word])), " "))
	}
	return nil
}

// readUses returns how often each word was used, in any sense.
func readUses(dir string) (map[string]int, error) {
	uses := make(map[string]int)
	return uses, eachLine(filepath.Join(dir, "cntlist.rev"), func(f []string) {
		word, _, _ := strings.Cut(f[0], "%")
		n, _ := strconv.Atoi(f[2])
		uses[word] += n
	})
}

var plain = regexp.MustCompile(`^[a-z]{3,}$`)

// readSenses adds the frequent words to each of their first senses.
func readSenses(path, kind string, uses map[string]int, of map[string][]string) error {
	return eachLine(path, func(f []string) {
		word := f[0]
		if uses[word] < frequent || !plain.MatchString(word) {
			return
		}
		n, _ := strconv.Atoi(f[2])
		for _, at := range f[len(f)-n:][:min(n, senses)] {
			of[kind+at] = append(of[kind+at], word)
		}
	})
}

// readPointers joins the words of each sense with one another and with those of the senses near it.
func readPointers(path, kind string, of map[string][]string, near map[string]map[string]bool) error {
	return eachLine(path, func(f []string) {
		words := of[kind+f[0]]
		n, _ := strconv.ParseUint(f[3], 16, 8)
		pointers := f[4+2*n:]
		others := slices.Clone(words)
		for count, _ := strconv.Atoi(pointers[0]); count > 0; count-- {
			if p := pointers[1+4*(count-1):]; strings.Contains("@~&+", p[0]) {
				others = append(others, of[p[2]+p[1]]...)
			}
		}
		for _, a := range words {
			for _, b := range others {
				join(near, min(a, b), max(a, b))
			}
		}
	})
}

// join says that a word, which comes first, and a later one are near.
func join(near map[string]map[string]bool, word, later string) {
	if word == later {
		return
	}
	if near[word] == nil {
		near[word] = make(map[string]bool)
	}
	near[word][later] = true
}

// eachLine calls do with the fields of every line of a file that is no comment.
func eachLine(path string, do func([]string)) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		if line := lines.Text(); !strings.HasPrefix(line, " ") {
			do(strings.Fields(line))
		}
	}
	return lines.Err()
}
