// Package podcast makes an episode of cards, to be listened to: a question in one voice, silence as
// long as this person needs for the answer, and the answer in another voice. It records nothing:
// nobody answered.
//
//	cards.go      which cards are heard, and how they are said
//	gaps.go       how long the person thinks
//	script.go     what is said after what
//	episode.go    voices and silence on one line of time
//	file.go       the episode as a file
//	transcript.go its words and chapters in files of their own
//	feed.go       a folder of episodes that programs for podcasts subscribe to
package podcast
