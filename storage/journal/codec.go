package journal

import (
	"bytes"
	"errors"
	"fmt"

	"cards/storage/wire"
)

// version is the first byte of every value in the log.
const version = 1

// bucket is what the log is called in errors.
const bucket = "log"

// errNoID says that an event has the id that names none: the one that follows the last.
var errNoID = errors.New("event without an id")

// Encode returns the value that the log keeps under the event's id. Of one event there is one.
func Encode(ev Event) ([]byte, error) {
	if ev.ID.IsZero() {
		return nil, errNoID
	}
	if err := check(ev.Body); err != nil {
		return nil, err
	}
	e := wire.NewEncoder(64)
	v := byte(version)
	u, unknown := ev.Body.(Unknown)
	if unknown && u.Version != 0 {
		v = u.Version
	}
	e.Byte(v)
	e.Byte(byte(ev.Body.kind()))
	e.Bool(ev.Step != ev.ID)
	if ev.Step != ev.ID {
		e.Bytes(ev.Step[:])
	}
	if r := rowOfBody(ev.Body); r != nil {
		r.encode(e, ev.Body)
	} else {
		e.Bytes(u.Data)
	}
	return e.Sealed(ev.ID[:]), nil
}

// check refuses what this version gives no meaning to: within a version, fields and the values they
// can have are closed.
func check(body Body) error {
	if r := rowOfBody(body); r != nil {
		return r.check(body)
	}
	if u, ok := body.(Unknown); ok && u.Version <= version && rowOf(Kind(u.Kind)) != nil {
		return fmt.Errorf("kind %d is known in version %d", u.Kind, version)
	}
	return nil
}

// Decode reads the value that the log keeps under an id. Kinds and versions that are not known come
// back as [Unknown]. What a value begins with, its version, its kind and its step, is the same in
// every version: taking a step back must find all of it. The error is a [*wire.CorruptError].
func Decode(id ID, value []byte) (Event, error) {
	ev := Event{ID: id, Step: id}
	d := wire.Open(id[:], value)
	if id.IsZero() {
		d.Fail(errNoID)
	}
	v, k := d.Byte(), Kind(d.Byte())
	if d.Bool() {
		if ev.Step = d.ID(); ev.Step == id {
			d.Fail(errors.New("the event's own id as that of its step"))
		}
	}
	r := rowOf(k)
	switch {
	case v == 0:
		d.Fail(errors.New("no version"))
	case v != version:
		ev.Body = Unknown{Version: v, Kind: uint8(k), Data: bytes.Clone(d.Rest())}
	case r == nil:
		ev.Body = Unknown{Kind: uint8(k), Data: bytes.Clone(d.Rest())}
	default:
		ev.Body = r.decode(d)
		if err := r.check(ev.Body); d.Err() == nil && err != nil {
			d.Fail(err)
		}
	}
	if err := d.End(); err != nil {
		return ev, &wire.CorruptError{Bucket: bucket, Key: id[:], Err: err}
	}
	return ev, nil
}
