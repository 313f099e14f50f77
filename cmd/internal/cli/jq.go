package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/itchyny/gojq"

	"cards/cmd/internal/out"
)

// jqFlag is the value of --jq: an expression of the language of jq. It implies --json.
type jqFlag struct{ to *jsonFlags }

// String implements [pflag.Value].
func (f *jqFlag) String() string { return "" }

// Type implements [pflag.Value].
func (f *jqFlag) Type() string { return "EXPRESSION" }

// Set implements [pflag.Value].
func (f *jqFlag) Set(text string) error {
	if _, err := compiledJQ(text); err != nil {
		return &usageError{
			fmt.Sprintf("--jq %q: %v", text, err),
			"https://jqlang.org/manual describes the language",
		}
	}
	f.to.wanted, f.to.query = true, text
	return nil
}

// compiledJQ makes an expression ready to run. It sees nothing of the environment or of files.
func compiledJQ(text string) (*gojq.Code, error) {
	query, err := gojq.Parse(text)
	if err != nil {
		return nil, err
	}
	return gojq.Compile(query)
}

// printFiltered prints what --jq or --template makes of a JSON value.
func (s *streams) printFiltered(value []byte) error {
	decoder := json.NewDecoder(bytes.NewReader(value))
	decoder.UseNumber() // so that no digit is lost
	var input any
	if err := decoder.Decode(&input); err != nil {
		return err
	}
	if s.json.template != nil {
		return s.printTemplate(input)
	}
	return s.printQueried(input)
}

// printQueried prints what the expression of --jq makes of a value: a text as it is, anything else
// as JSON, one a line.
func (s *streams) printQueried(input any) error {
	code, err := compiledJQ(s.json.query)
	if err != nil {
		return err
	}
	results := code.Run(input)
	for {
		result, more := results.Next()
		if !more {
			return nil
		}
		if halt, ok := result.(*gojq.HaltError); ok && halt.Value() == nil {
			return nil
		}
		if err, ok := result.(error); ok {
			return fmt.Errorf("--jq: %w", err)
		}
		if err := s.printResult(result); err != nil {
			return err
		}
	}
}

func (s *streams) printResult(result any) error {
	if text, ok := result.(string); ok {
		if s.out.Terminal {
			text = out.Sanitize(text)
		}
		_, err := fmt.Fprintln(s.out, text)
		return err
	}
	value, err := gojq.Marshal(result)
	if err != nil {
		return errors.New("--jq: " + err.Error())
	}
	_, err = escaping{s.out}.Write(append(value, '\n'))
	return err
}
