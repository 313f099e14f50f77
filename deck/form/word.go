package form

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"cards/deck/char"
	"cards/deck/label"
)

// words are the words that people write for a label, by its letter, in lower case.
var words = []struct {
	letter byte
	words  []string
}{
	{'Q', []string{
		"question", "front", "frage", "pregunta", "pergunta", "domanda", "vraag", "fråga",
		"spørgsmål", "spørsmål", "kysymys", "pytanie", "otázka", "kérdés", "soru", "pitanje",
		"întrebare", "pertanyaan", "ερώτηση", "вопрос", "питання", "问题", "問題", "質問", "问", "問",
		"질문", "문제", "سؤال", "שאלה", "प्रश्न",
	}},
	{'A', []string{
		"answer", "back", "antwort", "réponse", "respuesta", "resposta", "risposta", "antwoord",
		"svar", "vastaus", "odpowiedź", "odpověď", "odpoveď", "válasz", "cevap", "odgovor",
		"răspuns", "jawaban", "απάντηση", "ответ", "відповідь", "答案", "答え", "回答", "答", "답변", "답",
		"جواب", "إجابة", "תשובה", "उत्तर",
	}},
	{'T', []string{"term"}},
	{'D', []string{"definition"}},
}

// letterOfWord returns the letter of the label that a word stands for, 0 for none.
func letterOfWord(word string) byte {
	for _, w := range words {
		for _, other := range w.words {
			if len(word) == len(other) && strings.EqualFold(word, other) {
				return w.letter
			}
		}
	}
	return 0
}

// firstWord returns the letters that a text begins with, "" if they are more than words here have.
func firstWord(text string) string {
	const longest = 24 // bytes
	end := 0
	for end < len(text) && isLetter(text[end:]) {
		end++
	}
	if end > longest {
		return ""
	}
	if end < len(text) && text[end] < utf8.RuneSelf {
		return text[:end]
	}
	for i, r := range text {
		switch {
		case i > longest:
			return ""
		case !unicode.IsLetter(r) && !unicode.IsMark(r):
			return text[:i]
		}
	}
	return text
}

// mayFollow says quickly of most texts that they do not go on a label behind its name.
func mayFollow(text string) bool {
	if len(text) > 1 && text[0] == ' ' && isLetter(text[1:]) {
		return false // most lines
	}
	rest := strings.TrimLeftFunc(text, char.IsBlank)
	return rest != "" &&
		(rest[0] >= utf8.RuneSelf || strings.IndexByte(":.)(#*_=<0123456789", rest[0]) >= 0)
}

// twin returns the letter of a label that a word looks like which is another letter.
func twin(word string) (letter byte, kind Kind) {
	r, size := utf8.DecodeRuneInString(word)
	if size != len(word) || size < 2 {
		return 0, noKind
	}
	kind = Foreign
	switch {
	case 'Ａ' <= r && r <= 'Ｚ':
		letter, kind = byte(r-'Ａ'+'A'), WideLetter
	case r == '\u0410' || r == '\u0391': // Cyrillic and Greek
		letter = 'A'
	case r == '\u0421' || r == '\u03f9':
		letter = 'C'
	case r == '\u0422' || r == '\u03a4':
		letter = 'T'
	}
	if letter == 0 || strings.IndexByte(label.Letters, letter) < 0 {
		return 0, noKind
	}
	return letter, kind
}

// otherColon returns the length of a character that looks like a colon, 0 for none.
func otherColon(text string) (kind Kind, size int) {
	r, size := utf8.DecodeRuneInString(text)
	switch r {
	case '：':
		return WideColon, size
	case '﹕', '︓', '∶', '꞉':
		return OtherColon, size
	}
	return noKind, 0
}
