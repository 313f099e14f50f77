package model

import (
	"cmp"
	"context"
	"time"

	"cards/storage/folders"
)

// Speaker has a server speak texts.
type Speaker struct {
	Config folders.Speech
	Key    string // sent to the server; "" for none

	// Wait waits before a further try.
	Wait func(ctx context.Context, d time.Duration) error
}

// utterance is what is sent.
type utterance struct {
	Model  string `json:"model"`
	Input  string `json:"input"`
	Voice  string `json:"voice"`
	Format string `json:"response_format"`
}

// Speak returns a text as WAV, in the voice of that name or in that which servers of this kind
// have.
func (s Speaker) Speak(ctx context.Context, text, voice string) ([]byte, error) {
	to := server{s.Config.URL, s.Key, s.Wait, func(*StatusError) bool { return false }}
	return to.ask(ctx, "/audio/speech", func() any {
		return utterance{cmp.Or(s.Config.Name, "tts-1"), text, cmp.Or(voice, "alloy"), "wav"}
	})
}
