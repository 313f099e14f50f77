package speech

import (
	"fmt"
	"strings"
)

// Phrases are what an episode says beside the cards, in one language.
type Phrases struct {
	Blank               string // for what a cloze asks
	question, questions string // one, and %d of them
	minute, minutes     string // about one, and about %d of them
	aloud               string // how to listen
	close               string // with the deck and the questions
}

// Opening says what is to come.
func (p Phrases) Opening(deck string, questions, minutes int) string {
	return fmt.Sprintf("%s. %s, %s. %s", deck,
		counted(questions, p.question, p.questions), counted(minutes, p.minute, p.minutes), p.aloud)
}

// Close says what it was.
func (p Phrases) Close(deck string, questions int) string {
	return fmt.Sprintf(p.close, deck, counted(questions, p.question, p.questions))
}

func counted(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return fmt.Sprintf(many, n)
}

// PhrasesOf returns the phrases of a language, those of English if there are none.
func PhrasesOf(language string) Phrases {
	switch primary(language) {
	case "de":
		return Phrases{
			"Lücke", "Eine Frage", "%d Fragen", "etwa eine Minute", "etwa %d Minuten",
			"Sag jede Antwort laut, bevor du sie hörst.", "Das war %s: %s.",
		}
	case "fr":
		return Phrases{
			"blanc", "Une question", "%d questions", "environ une minute", "environ %d minutes",
			"Dis chaque réponse à voix haute avant de l’entendre.", "C’était %s : %s.",
		}
	case "es":
		return Phrases{
			"hueco", "Una pregunta", "%d preguntas", "más o menos un minuto", "unos %d minutos",
			"Di cada respuesta en voz alta antes de oírla.", "Esto fue %s: %s.",
		}
	}
	return Phrases{
		"blank", "One question", "%d questions", "about one minute", "about %d minutes",
		"Say each answer aloud before you hear it.", "That was %s: %s.",
	}
}

// IsEnglish says whether a language is English, as one that nobody names is taken to be.
func IsEnglish(language string) bool { return primary(language) == "en" }

// primary returns the code of a language without its country, by its code or its name.
func primary(language string) string {
	code, _, _ := strings.Cut(Code639(language), "-")
	return code
}

// Code639 returns a language as engines know it, such as "de" or "pt-br": from a code in any case,
// or from the name of a frequent one; "en" for what is neither.
func Code639(language string) string {
	l := strings.ReplaceAll(strings.ToLower(strings.TrimSpace(language)), "_", "-")
	if code, ok := languages()[l]; ok {
		return code
	}
	code, _, _ := strings.Cut(l, "-")
	if len(code) < 2 || len(code) > 3 ||
		strings.Trim(l, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
		return "en"
	}
	return l
}

// languages are the codes of frequent languages, by their names.
func languages() map[string]string {
	return map[string]string{
		"english": "en", "german": "de", "deutsch": "de", "french": "fr", "français": "fr",
		"spanish": "es", "español": "es",
		"italian": "it", "italiano": "it", "portuguese": "pt", "português": "pt", "dutch": "nl",
		"nederlands": "nl",
		"polish":     "pl", "polski": "pl", "russian": "ru", "русский": "ru", "japanese": "ja",
		"日本語":     "ja",
		"chinese": "zh", "中文": "zh", "korean": "ko", "한국어": "ko", "swedish": "sv", "svenska": "sv",
		"latin": "la",
	}
}
