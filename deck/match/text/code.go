package text

import (
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"
)

// Tokens divides code into names, numbers and single marks, without what changes nothing: marks at
// its end, braces, and capital letters throughout a word that is too long for a flag.
func Tokens(code string) []string {
	const least = 3
	var tokens []string
	s := strings.TrimSuffix(strings.TrimRight(code, " \n;…{}"), ".")
	for s != "" {
		_, n := utf8.DecodeRuneInString(s)
		if rest := strings.TrimLeftFunc(s, isWordRune); rest != s {
			n = len(s) - len(rest)
		}
		token := s[:n]
		s = s[n:]
		if len(token) >= least && strings.ToUpper(token) == token {
			token = strings.ToLower(token)
		}
		if strings.TrimSpace(token) != "" && token != "{" && token != "}" {
			tokens = append(tokens, token)
		}
	}
	return tokens
}

// formulaMarks are what formulas have and the same in plain text has not.
var formulaMarks = strings.NewReplacer(`\frac`, "", `\`, "", "/", "", "_", "")

// AreRegrouped says whether two pieces of code differ only in quotes, in the parentheses of a call,
// and in what groups the flags of a command.
func AreRegrouped(a, b *Word) bool {
	return a.Form == Code && b.Form == Code && ungrouped(a.Raw) == ungrouped(b.Raw)
}

// call matches code that is all one call, such as "print(x)".
var call = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^([\pL\d_.]+)\(([^()]*)\)$`)
})

// flag matches a flag behind another word.
var flag = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\s+-(\pL)`) })

// quoted matches what stands in single quotes, which are no primes.
var quoted = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(^|[^\pL\d)'])'([^']*)'`)
})

// ungrouped returns code without quotes, the parentheses of a call, and hyphens of flags.
func ungrouped(code string) string {
	code = strings.NewReplacer(`"`, "", ";", "").Replace(quoted().ReplaceAllString(code, "$1$2"))
	code = flag().ReplaceAllString(call().ReplaceAllString(code, "$1$2"), "$1")
	return strings.Join(Tokens(code), "")
}
