package main

import (
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"os"
	"strings"
	"time"
	"unicode/utf8"
)

// tone is the speech engine of tests: a tone of 60 ms a letter of the text that it reads, as WAV of
// 22,050 samples a second with the sizes of a pipe. Its argument is what goes wrong, if anything:
// "fails", "silent", "text", "hangs", or the level of its peaks in dB.
func tone() {
	text, err := io.ReadAll(os.Stdin)
	if err != nil {
		panic(err)
	}
	mode := strings.Join(os.Args[1:], " ")
	decibels := -12.0
	switch mode {
	case "fails":
		fmt.Fprintln(os.Stderr, "no such voice")
		os.Exit(3)
	case "text":
		fmt.Println("hello")
		return
	case "silent":
		return
	case "hangs":
		time.Sleep(time.Hour)
	case "":
	default:
		if _, err := fmt.Sscanf(mode, "%g", &decibels); err != nil {
			panic(err)
		}
	}
	os.Stdout.Write(toneOf(utf8.RuneCountInString(strings.TrimSpace(string(text))), decibels))
}

// toneOf returns a tone for so many letters as WAV.
func toneOf(letters int, decibels float64) []byte {
	const rate, hertz, perLetter = 22050, 440, 0.06
	b := append([]byte("RIFF\xff\xff\xff\x7fWAVEfmt "), 16, 0, 0, 0, 1, 0, 1, 0)
	b = binary.LittleEndian.AppendUint32(b, rate)
	b = binary.LittleEndian.AppendUint32(b, 2*rate)
	b = append(b, 2, 0, 16, 0)
	b = append(b, "data\x00\xf0\xff\x7f"...)
	amplitude := math.Pow(10, decibels/20) * 32767
	for i := range int(float64(letters) * perLetter * rate) {
		v := int16(amplitude * math.Sin(2*math.Pi*hertz*float64(i)/rate))
		b = binary.LittleEndian.AppendUint16(b, uint16(v))
	}
	return b
}
