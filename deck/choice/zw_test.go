package choice

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

func TestZW(t *testing.T) {
	parts := strings.Split(os.Getenv("ZW"), "|")
	if len(parts) < 3 {
		t.Skip()
	}
	cards := zzCards(parts[0], 0)
	p := NewPool(cards)
	var a, b *item
	for i := range p.items {
		if strings.Contains(p.items[i].Question, parts[1]) {
			a = &p.items[i]
		}
		if strings.Contains(p.items[i].Question, parts[2]) {
			b = &p.items[i]
		}
	}
	f := fits(a, b)
	fmt.Printf("%s = %s\n%s = %s\n", a.Question, a.option, b.Question, b.option)
	fmt.Println("fits", f, "compare", compare(a, b), "forms", a.form, b.form, "kinds", a.kind, b.kind, "aslong", isAsLong(a, b, f), "far", isFarNumber(a, b), "backed", isBackedBy(a, b), "maystand", p.mayStand(a, b), "asksSame", asksSame(a, b), "like", p.isLike(a, b), "sure", isSure(a, b, f), "named", isNamedIn(b.answer, a.question), "gives", givesAway(a, b), "ends", a.ends, b.ends, "fam", a.families, b.families, "sought", a.sought, b.sought)
}
