package lines

import (
	"encoding/json"
	"reflect"
)

// IsFlat says whether a line is read without a reader of all JSON, and then, whether that would
// read the same.
func IsFlat(text []byte) (flat, same bool) {
	var fast, slow line
	if !fast.readFlat(text) {
		return false, false
	}
	err := json.Unmarshal(text, &slow)
	return true, err == nil && reflect.DeepEqual(fast, slow)
}
