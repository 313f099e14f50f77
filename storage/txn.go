package storage

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"cards/deck"
	"cards/srs"
	"cards/srs/model"
	"cards/storage/boltfile"
	"cards/storage/folders"
	"cards/storage/journal"
	"cards/storage/wire"
)

// format is the version of the file. A file with a higher one is refused.
const format = 2

// rules is the version of what derived state is derived by. A file with another one is derived
// anew.
const rules = 12

// Names of the buckets; FORMAT.md draws what is in them.
const (
	bucketMeta      = "meta"      // versions
	bucketLog       = "log"       // the events
	bucketFiles     = "files"     // deck files, by number
	bucketNotes     = "notes"     // their text, by number
	bucketGiven     = "given"     // steps that were given here, by number
	bucketTexts     = "texts"     // what undo and redo of such a step make of deck files
	bucketUnsent    = "unsent"    // events that no segment holds
	bucketSegments  = "segments"  // what is known to be in a store
	bucketHistory   = "history"   // events about a key
	bucketCancels   = "cancels"   // what decides of steps that were ever taken back
	bucketScattered = "scattered" // steps with events that are not close to them
	bucketParams    = "params"    // events that set parameters
	bucketSources   = "sources"   // keys of imported cards
	bucketLinks     = "links"     // what decides of pairs
	bucketNames     = "names"     // of joined cards, by key
	bucketOrphans   = "orphans"   // names of answered cards whose text is gone
	bucketAbsent    = "absent"    // of imported ones without answers, likewise
	bucketOrigins   = "origins"   // texts by the file they were first seen in
	bucketCards     = "cards"     // schedules and properties, by name
	bucketPlaces    = "places"    // where keys are in the deck files
	bucketIDs       = "ids"       // where explicit ids are
	bucketFresh     = "fresh"     // new cards, by place
	bucketLearning  = "learning"  // cards due at an instant
	bucketReview    = "review"    // cards due on a study day
	bucketAnswered  = "answered"  // cards answered, by study day
	bucketCounts    = "counts"    // numbers of cards, by file
	bucketLoad      = "load"      // numbers of reviews due, by study day and file
	bucketDays      = "days"      // totals, by study day
)

// primaryBuckets hold what cannot be derived, but the text can be compiled again.
func primaryBuckets() []string {
	return []string{
		bucketMeta, bucketLog, bucketFiles, bucketNotes,
		bucketGiven, bucketTexts, bucketUnsent, bucketSegments,
	}
}

// derivedBuckets hold what can be derived from the others.
func derivedBuckets() []string {
	return []string{
		bucketHistory, bucketCancels, bucketScattered, bucketParams, bucketSources, bucketLinks,
		bucketNames, bucketOrphans, bucketAbsent, bucketOrigins, bucketCards,
		bucketPlaces, bucketIDs, bucketFresh, bucketLearning, bucketReview, bucketAnswered,
		bucketCounts,
		bucketLoad, bucketDays,
	}
}

// indexBuckets hold the entries that [cardTx.enter] enters.
func indexBuckets() []string {
	return []string{
		bucketFresh, bucketLearning, bucketReview, bucketAnswered, bucketOrphans, bucketAbsent,
	}
}

// IsDerived says whether what is in a bucket follows from the log and the deck files.
func IsDerived(bucket string) bool {
	return isOfText(bucket) || slices.Contains(derivedBuckets(), bucket)
}

// sealedBuckets are the derived buckets whose entries have no seal of their own.
func sealedBuckets() []string {
	return slices.DeleteFunc(derivedBuckets(), func(name string) bool {
		return name == bucketCards || name == bucketDays
	})
}

// Keys in the bucket meta.
const (
	metaFormat     = "format"
	metaTally      = "tally"
	metaStore      = "store"
	metaClashes    = "clashes"
	metaCreated    = "created"
	metaRules      = "rules"
	metaCap        = "cap"
	metaParams     = "params"
	metaPresets    = "presets"
	metaFollowed   = "followed"
	metaRemembered = "remembered"
	metaProblems   = "problems"
	metaMatch      = "match"
	metaProposals  = "proposals"
	metaVanished   = "vanished"
	metaFits       = "fits"
)

// A transaction has owners by noun, each above those that it uses: [logTx] the events, [linkTx]
// which keys are one card, [textTx] the deck files, [cardTx] what is derived of each card,
// [idTx] which card an id names, [queryTx] what callers ask, [problemTx] what is wrong with the
// texts, [txn] all of them.

// cardTx is the part that derives cards, and lists them by when they are due. Sums that many cards
// add to, and entries of indexes, are gathered and written by flush: bbolt takes keys far faster in
// their order.
type cardTx struct {
	*stateTx
	lists
}

// stateTx is the part that knows the histories of cards, and what follows from each.
type stateTx struct {
	*boltfile.Tx
	*linkTx
	*textTx
	presetOf func(folders.Deck) string // as [Collection.presetOf]
}

// idTx is the part that finds the card which a person or a script names by digits of its id.
type idTx struct{ *cardTx }

// queryTx is the part that answers what callers ask of a scope.
type queryTx struct{ *idTx }

// problemTx is the part that says what is wrong with the texts of a scope.
type problemTx struct{ *queryTx }

// fileTx is the part that knows whether the collection's file can be read and is sound.
type fileTx struct {
	*problemTx
	collection *room
	old        bool // the file is of an earlier format: it can be read, and is migrated before it is written
}

// matchTx is the part that finds out which texts are one card.
type matchTx struct {
	*fileTx
	appeared map[deck.Key]bool // cards without answers that have come in this transaction, if there are orphans
	insteads []instead         // texts that this transaction put in the places of others
	vanished vanishing         // texts that this transaction took out of files that are still there
}

// txn is one transaction on the collection's file.
type txn struct {
	*matchTx
	changes []FileChange // to deck files, of the step that is written
}

func newTxn(c *room, tx *boltfile.Tx) *txn {
	events := &eventTx{tallyTx: &tallyTx{Tx: tx}, cap: c.cap}
	params := &paramTx{eventTx: events, models: make(map[journal.ID]model.Kernel)}
	links := &linkTx{logTx: &logTx{stepTx: &stepTx{params}}}
	states := &stateTx{Tx: tx, linkTx: links, textTx: &textTx{Tx: tx}, presetOf: c.presetOf}
	cards := &cardTx{stateTx: states, lists: newLists()}
	file := &fileTx{problemTx: &problemTx{&queryTx{&idTx{cards}}}, collection: c}
	return &txn{matchTx: &matchTx{fileTx: file}}
}

// putMeta stores a number in the bucket meta.
func (t *tallyTx) putMeta(key string, n uint64) error {
	return t.Put(bucketMeta, []byte(key), binary.AppendUvarint(nil, n))
}

// formatOf returns the version of a file. It refuses one that is none of a collection, or of a
// version that this program does not know.
func (t *fileTx) formatOf() (int, error) {
	meta := t.Bucket(bucketMeta)
	if meta == nil {
		return 0, t.damaged(errors.New("it is not a collection's"))
	}
	d := wire.NewDecoder(meta.Get([]byte(metaFormat)))
	found := d.Uint()
	switch err := d.End(); {
	case err != nil:
		return 0, &wire.CorruptError{Bucket: bucketMeta, Key: []byte(metaFormat), Err: err}
	case found == 0:
		return 0, t.damaged(errors.New("there is no format 0"))
	case found > format:
		return 0, &NewerError{Format: int(found), Known: format}
	}
	return int(found), nil
}

// check refuses a file as [txn.formatOf] does, and one whose log has lost its end.
func (t *fileTx) check() error {
	found, err := t.formatOf()
	t.old = found < format
	if err != nil || t.old {
		t.Plain(true)
		return err
	}
	held, err := t.tally()
	if err != nil {
		return err
	}
	if newest := t.newest(); newest != held.newest {
		return t.damaged(fmt.Errorf("the log ends with %s, not with %s", newest, held.newest))
	}
	return nil
}

func (t *fileTx) damaged(err error) error {
	return &boltfile.DamagedError{Path: t.collection.file.Path(), Err: err}
}

// current says whether what is derived can be read: it was derived by the rules of this version,
// with as much time for an answer as counts now. In a file of format 1 it never was.
func (t *fileTx) current() bool {
	if t.collection.distrusted {
		return false
	}
	n, most := t.meta(metaRules), t.meta(metaCap)
	return n == rules && most == uint64(t.cap.Milliseconds())
}

// meta returns a number of the bucket meta, 0 if it is not there.
func (t *tallyTx) meta(key string) uint64 {
	n, _ := binary.Uvarint(t.Get(bucketMeta, []byte(key)))
	return n
}

// dayKey returns a study day as bytes that sort as the days do.
func dayKey(d srs.Day) []byte {
	return binary.BigEndian.AppendUint32(nil, uint32(d)^1<<31)
}

func dayOf(key []byte) srs.Day { return srs.Day(binary.BigEndian.Uint32(key) ^ 1<<31) }

// millisKey returns milliseconds since 1970 as bytes that sort as the instants do.
func millisKey(ms int64) []byte {
	return binary.BigEndian.AppendUint64(nil, uint64(ms)^1<<63)
}

func millisOf(key []byte) int64 { return int64(binary.BigEndian.Uint64(key) ^ 1<<63) }
