package ankifile

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cards/deck/from/anki"
)

// TestRowsOfCards reads back the rows of cards of several shares: of all their fields, but that of
// the interval before only the sign is kept.
func TestRowsOfCards(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 1))
	for _, n := range []int{0, 1, 2, cardsPerShare - 1, cardsPerShare, 3*cardsPerShare + 7} {
		cards := make([]anki.Card, n)
		for i := range cards {
			cards[i].ID = int64(i)*3 - 7
		}
		rows, err := newRowLog(t.TempDir(), cards)
		if err != nil {
			t.Fatal(err)
		}
		want := make(map[int64][]anki.Row)
		for i := range 20 * n / 3 {
			card := cards[min(random.IntN(n), random.IntN(n))].ID // the last mostly have none
			row := anki.Row{
				ID: int64(i) << 20, Card: card, Took: random.Int32(), Interval: int32(random.Uint32()),
				Last: random.Int32N(3) - 1, Factor: random.Int32N(1 << 16), Ease: int8(random.IntN(5)),
				Type: anki.RowType(random.IntN(6)),
			}
			want[card] = append(want[card], row)
			if err := rows.add(rows.place[card], &row); err != nil {
				t.Fatal(err)
			}
		}
		if err := rows.end(); err != nil {
			t.Fatal(err)
		}
		for _, c := range cards {
			var got []anki.Row
			err := rows.of(c.ID, func(rows []anki.Row) { got = slices.Clone(rows) })
			first, ok := rows.first(c.ID)
			if diff := cmp.Diff(want[c.ID], got[:len(got):len(got)]); err != nil || diff != "" && len(got)+len(want[c.ID]) > 0 {
				t.Fatalf("%d cards: rows of %d (-want +got): %v\n%s", n, c.ID, err, diff)
			}
			if ok != (len(got) > 0) || ok && !first.Equal(got[0].At()) {
				t.Fatalf("%d cards: first row of %d at %v, %t", n, c.ID, first, ok)
			}
		}
		if err := closeAll(rows.files()); err != nil {
			t.Error(err)
		}
	}
}
