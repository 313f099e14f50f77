package storage

import (
	"errors"
	"io"
	"math"
	"os"
	"time"

	"cards/srs"
	"cards/srs/stats"
	"cards/storage/beside"
	"cards/storage/wire"
)

// CourseFile is the name of the file in [Folder] that keeps a course.
const CourseFile = "course.kept"

// courseVersion is the version of what is in it.
const courseVersion = 2

// keepCourse writes a course up to a day that is over. What cannot be kept is computed again.
func (c *courseOwner) keepCourse(kept *keptCourse, whole stats.Course, last srs.Day) {
	kept.cap = c.cap
	kept.set(whole.Until(last))
	_ = c.writeCourse(kept)
}

func (c *courseOwner) writeCourse(kept *keptCourse) error {
	f, err := os.CreateTemp(c.inFolder(""), CourseFile+".*.new")
	if err != nil {
		return err
	}
	_, err = f.Write(kept.encode())
	if err := errors.Join(err, f.Close()); err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return os.Rename(f.Name(), c.inFolder(CourseFile))
}

// readCourse returns the course that is kept, false if there is none that can be read.
func (c *courseOwner) readCourse() (kept keptCourse, ok bool) {
	f, err := beside.Open(c.inFolder(CourseFile))
	if err != nil {
		return kept, false
	}
	defer f.Close()
	data, err := io.ReadAll(f)
	if err != nil {
		return kept, false
	}
	return kept, kept.decode(data) == nil && len(kept.days) > 0 && kept.cap == c.cap
}

func (k *keptCourse) encode() []byte {
	e := wire.NewEncoder(1 << 16)
	e.Byte(courseVersion)
	e.Bytes(k.from[:])
	e.Fixed64(k.mark)
	e.Bytes(k.odd[:])
	e.Uint(uint64(k.cap.Milliseconds()))
	e.String(string(k.seen))
	e.Int(int64(k.first))
	e.Uint(uint64(len(k.days)))
	for _, day := range k.days {
		e.String(string(day))
	}
	return e.Sealed([]byte(CourseFile))
}

func (k *keptCourse) decode(data []byte) error {
	d := wire.Open([]byte(CourseFile), data)
	if d.Byte() != courseVersion {
		d.Fail(wire.ErrRange)
	}
	k.from, k.mark, k.odd = d.ID(), d.Fixed64(), d.ID()
	k.cap = time.Duration(d.Uint()) * time.Millisecond
	k.seen = []byte(d.String())
	k.first = srs.Day(d.Int())
	k.days = make([][]byte, d.Count())
	for i := range k.days {
		k.days[i] = d.Take(d.Count())
	}
	return d.End()
}

// set makes a course the one that is kept.
func (k *keptCourse) set(c stats.Course) {
	k.first, k.days = c.First, make([][]byte, len(c.Days))
	for i := range c.Days {
		k.days[i] = encodeDay(&c.Days[i])
	}
}

// since returns the course from a day on, false if it cannot be read: a page that looks at some
// weeks does not wait until years are read.
func (k *keptCourse) since(first srs.Day) (c stats.Course, ok bool) {
	skipped := min(int(max(first, k.first)-k.first), len(k.days))
	c.First, c.Days = k.first+srs.Day(skipped), make([]stats.CourseDay, 0, len(k.days)-skipped)
	for _, value := range k.days[skipped:] {
		day, err := decodeDay(value)
		if err != nil {
			return stats.Course{}, false
		}
		c.Days = append(c.Days, day)
	}
	return c, true
}

// last returns the last day that is kept.
func (k *keptCourse) last() srs.Day { return k.first + srs.Day(len(k.days)) - 1 }

func encodeDay(d *stats.CourseDay) []byte {
	e := wire.NewEncoder(256)
	e.Uint(uint64(d.Learning))
	e.Uint(uint64(d.Young))
	e.Uint(uint64(d.Mature))
	e.Fixed64(math.Float64bits(d.Memorised))
	e.Uint(uint64(d.Learned))
	e.Uint(uint64(d.Spent.Milliseconds()))
	encodePredicted(e, d.Predicted)
	encodePredicted(e, d.ByDefault)
	return e.Value()
}

func decodeDay(value []byte) (stats.CourseDay, error) {
	d := wire.NewDecoder(value)
	day := stats.CourseDay{
		Learning: d.Number(), Young: d.Number(), Mature: d.Number(),
		Memorised: math.Float64frombits(d.Fixed64()), Learned: d.Number(),
		Spent:     time.Duration(d.Uint()) * time.Millisecond,
		Predicted: decodePredicted(d), ByDefault: decodePredicted(d),
	}
	return day, d.End()
}

func encodePredicted(e *wire.Encoder, list []stats.Predicted) {
	e.Uint(uint64(len(list)))
	for _, p := range list {
		e.Uint(uint64(p.Thousandths))
		e.Uint(uint64(p.Asked))
		e.Uint(uint64(p.Recalled))
	}
}

func decodePredicted(d *wire.Decoder) []stats.Predicted {
	n := d.Count()
	if n == 0 {
		return nil
	}
	list := make([]stats.Predicted, n)
	for i := range list {
		list[i] = stats.Predicted{
			Thousandths: d.Number(), Retention: stats.Retention{Asked: d.Number(), Recalled: d.Number()},
		}
	}
	return list
}
