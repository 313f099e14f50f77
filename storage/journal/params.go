package journal

import (
	"fmt"
	"math"

	"cards/srs/model"
	"cards/storage/wire"
)

// Kernel returns the model with these parameters; false if this version does not know the model.
func (b ParamsSet) Kernel() (model.Kernel, bool) {
	switch b.Version {
	case 6:
		return model.New(model.Parameters(b.Numbers)), true
	case 7:
		return model.New7(model.Parameters7(b.Numbers)), true
	}
	return nil, false
}

// paramsVersion returns 1 for what the first version could say: FSRS-6 for the whole collection.
func paramsVersion(b ParamsSet) byte {
	if b.Preset == "" && b.Version == 6 {
		return 1
	}
	return 2
}

func encodeParams(e *wire.Encoder, b ParamsSet, version byte) {
	if version > 1 {
		e.String(b.Preset)
		e.Uint(uint64(b.Version))
		e.Uint(uint64(len(b.Numbers)))
	}
	for _, p := range b.Numbers {
		e.Fixed64(math.Float64bits(p))
	}
}

func decodeParams(d *wire.Decoder, version byte) ParamsSet {
	b, n := ParamsSet{Version: 6}, len(model.Parameters{})
	if version > 1 {
		b.Preset, b.Version, n = d.String(), d.Number(), min(d.Count(), maxNumbers+1)
	}
	b.Numbers = make([]float64, n)
	for i := range b.Numbers {
		b.Numbers[i] = math.Float64frombits(d.Fixed64())
	}
	return b
}

// maxNumbers is how many parameters any model has at most.
const maxNumbers = 255

// checkParams refuses parameters that their model would not take, and of models that this version
// does not know what can be no parameter of any.
func checkParams(b ParamsSet) error {
	switch {
	case b.Version == 6 && len(b.Numbers) == len(model.Parameters{}):
		p := model.Parameters(b.Numbers)
		return p.Validate()
	case b.Version == 7 && len(b.Numbers) == model.Count7:
		p := model.Parameters7(b.Numbers)
		return p.Validate()
	case b.Version <= 7 || !wire.IsNumber(b.Version) || len(b.Numbers) > maxNumbers:
		return fmt.Errorf("params: %d numbers of version %d", len(b.Numbers), b.Version)
	}
	for _, p := range b.Numbers {
		if math.IsNaN(p) || math.IsInf(p, 0) {
			return fmt.Errorf("params: %v is not a parameter", p)
		}
	}
	return nil
}
