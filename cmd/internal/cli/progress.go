package cli

import "fmt"

// progress shows on a terminal how far a long computation is.
type progress struct {
	a     *app
	what  string
	shown int // percent
}

func (a *app) progress(what string) *progress { return &progress{a: a, what: what, shown: -1} }

// show says which share of the work is done.
func (p *progress) show(done float64) {
	percent := int(100 * done)
	if !p.a.err.terminal || percent == p.shown {
		return
	}
	p.shown = percent
	fmt.Fprintf(p.a.err, "\r%s… %d %%", p.what, percent)
	_ = p.a.err.Flush()
}

// end removes what was shown.
func (p *progress) end() {
	if p.shown >= 0 {
		fmt.Fprint(p.a.err, "\r\x1b[K")
		_ = p.a.err.Flush()
	}
}
