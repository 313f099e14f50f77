package folders

import (
	"errors"
	"fmt"
	"net/url"

	"cards/deck/settings"
)

// modelKey is the table of a model that makes cards. It says where notes are sent, so only a
// person's own configuration can have it.
const modelKey = "model"

// Model is a server or a command that a language model answers through. The zero Model is none.
type Model struct {
	URL        string // up to and with /v1; "" for none
	Name       string // that the server knows the model by
	KeyEnv     string // variable of the environment that holds the key; "" for none
	KeyCommand []string
	Command    []string // reads a prompt and prints the answer; nil for none
	In, Out    float64  // price of a million tokens; 0 if not said
}

// IsSet says whether there is a model.
func (m Model) IsSet() bool { return m.URL != "" || len(m.Command) > 0 }

// model takes in the table of a model.
func (r *reading) model(value any) {
	if !r.own(r.place(modelKey), "model says where notes are sent") {
		return
	}
	m := &r.config.Model
	r.table(modelKey, value, func(_ entry, name string, value any) error { return m.set(name, value) })
	r.eitherWay(modelKey, m.URL, m.Command)
}

// set takes in one value.
func (m *Model) set(name string, value any) (err error) {
	switch name {
	case "url":
		m.URL, err = address(value, "http://localhost:11434/v1")
	case "name":
		m.Name, err = text(value)
	case "key_env":
		m.KeyEnv, err = text(value)
	case "key_command":
		m.KeyCommand, err = settings.List(value, text)
	case "command":
		m.Command, err = settings.List(value, text)
	case "price":
		m.In, m.Out, err = prices(value)
	default:
		err = errors.New("the keys are url, name, key_env, key_command, command, price")
	}
	return err
}

// address reads an address of the web, such as the example.
func address(value any, example string) (string, error) {
	s, err := text(value)
	if err != nil {
		return s, err
	}
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return s, errors.New("must be an address such as " + example)
	}
	return s, nil
}

func text(value any) (string, error) {
	s, ok := value.(string)
	if !ok || s == "" {
		return "", errors.New("must be text in quotes")
	}
	return s, noControls(s)
}

// prices reads { in = 0.5, out = 1.5 }.
func prices(value any) (in, out float64, err error) {
	table, ok := value.(map[string]any)
	if !ok {
		return 0, 0, errors.New("must be { in = PRICE, out = PRICE } per million tokens")
	}
	for name, to := range map[string]*float64{"in": &in, "out": &out} {
		switch v := table[name].(type) {
		case nil:
		case float64:
			*to = v
		case int64:
			*to = float64(v)
		default:
			return 0, 0, fmt.Errorf("%s: must be a number", name)
		}
	}
	return in, out, nil
}
