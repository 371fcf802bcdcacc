package value

import (
	"math"
	"strconv"
)

// Kind tells what a Value is.
type Kind uint8

// The kinds. Absent is the zero Value: nothing there, which JSON cannot say.
const (
	AbsentKind Kind = iota
	NullKind
	BoolKind
	NumberKind
	StringKind
	ArrayKind
	ObjectKind
)

func (k Kind) String() string {
	return [...]string{"absent", "null", "boolean", "number", "string", "array", "object"}[k]
}

// Value is one immutable JSON value, or Absent. Copy it freely: 40 bytes that
// share everything below them.
type Value struct {
	kind Kind
	size int32 // bytes of compact JSON; for a scalar computed on demand when 0
	str  string
	ref  *compound
}

// compound holds what an array or an object is made of.
type compound struct {
	items   []Value        // array
	members []Member       // object, in order, keys unique
	index   map[string]int // object with more than indexAbove members
}

// Member is one key of an object with its value.
type Member struct {
	Key   string
	Value Value
}

// indexAbove is the number of members up to which a scan beats a map.
const indexAbove = 12

// The values that need no parts.
var (
	Absent = Value{}
	Null   = Value{kind: NullKind, size: 4}
	True   = Value{kind: BoolKind, size: 4, str: "true"}
	False  = Value{kind: BoolKind, size: 5, str: "false"}
)

// Bool is true or false.
func Bool(b bool) Value {
	if b {
		return True
	}
	return False
}

// String is a JSON string of the given text. Invalid UTF-8 is kept as it is
// and written as U+FFFD.
func String(s string) Value { return Value{kind: StringKind, str: s} }

// Number is a number spelled as given, which must be a JSON number.
func Number(spelling string) Value {
	return Value{kind: NumberKind, size: int32(len(spelling)), str: spelling}
}

// Int is a whole number.
func Int(i int64) Value { return Number(strconv.FormatInt(i, 10)) }

// Float is a number in the shortest spelling that reads back as f: whole
// numbers without fraction, others as JSON writes them. NaN and infinities,
// which JSON lacks, become Null.
func Float(f float64) Value {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return Null
	}
	if f == math.Trunc(f) && math.Abs(f) < 1e15 {
		return Int(int64(f))
	}
	b := strconv.AppendFloat(nil, f, 'g', -1, 64)
	if a := math.Abs(f); a >= 1e-6 && a < 1e21 {
		b = strconv.AppendFloat(b[:0], f, 'f', -1, 64)
	}
	return Number(string(b))
}

// Array is an array of the items, which it takes over: the caller must not
// change the slice afterwards. Absent items become null.
func Array(items ...Value) Value {
	size := 2
	for i := range items {
		if items[i].kind == AbsentKind {
			items[i] = Null
		}
		size += items[i].Size() + 1
	}
	if len(items) > 0 {
		size--
	}
	return Value{kind: ArrayKind, size: clampSize(size), ref: &compound{items: items}}
}

// Object is an object of the members, which it takes over. Where a key comes
// twice the later value wins at the earlier place; members with an Absent
// value are left out.
func Object(members ...Member) Value {
	c := &compound{members: members}
	if needsRepair(members) {
		c = repaired(members)
	}
	if len(c.members) > indexAbove && c.index == nil {
		c.index = make(map[string]int, len(c.members))
		for i, m := range c.members {
			c.index[m.Key] = i
		}
	}
	size := 2
	for i := range c.members {
		size += memberSize(&c.members[i])
	}
	if len(c.members) > 0 {
		size--
	}
	return Value{kind: ObjectKind, size: clampSize(size), ref: c}
}

// M is shorthand for a Member.
func M(key string, v Value) Member { return Member{key, v} }

func memberSize(m *Member) int { return quotedSize(m.Key) + m.Value.Size() + 2 }

// needsRepair tells whether members hold an Absent value or, in a list small
// enough to scan, a key twice; larger lists always go through the index.
func needsRepair(members []Member) bool {
	if len(members) > indexAbove {
		return true
	}
	for i := range members {
		if members[i].Value.kind == AbsentKind {
			return true
		}
		for j := 0; j < i; j++ {
			if members[j].Key == members[i].Key {
				return true
			}
		}
	}
	return false
}

func repaired(members []Member) *compound {
	index := make(map[string]int, len(members))
	kept := make([]Member, 0, len(members))
	for _, m := range members {
		if m.Value.kind == AbsentKind {
			continue
		}
		if i, twice := index[m.Key]; twice {
			kept[i].Value = m.Value
			continue
		}
		index[m.Key] = len(kept)
		kept = append(kept, m)
	}
	return &compound{members: kept, index: index}
}

func clampSize(n int) int32 { return int32(min(n, math.MaxInt32)) }

// Kind tells what the value is.
func (v Value) Kind() Kind { return v.kind }

// IsAbsent tells whether there is no value at all.
func (v Value) IsAbsent() bool { return v.kind == AbsentKind }

// IsNull tells whether the value is JSON's null.
func (v Value) IsNull() bool { return v.kind == NullKind }

// IsTrue tells whether the value is the boolean true.
func (v Value) IsTrue() bool { return v.kind == BoolKind && v.str == "true" }

// Str is the text of a string, the spelling of a number, "true" or "false";
// for other kinds "".
func (v Value) Str() string { return v.str }

// AsString is the text of a string and whether the value is one.
func (v Value) AsString() (string, bool) { return v.str, v.kind == StringKind }

// AsBool is the boolean and whether the value is one.
func (v Value) AsBool() (b, ok bool) { return v.str == "true", v.kind == BoolKind }

// AsFloat is the number as a float64 and whether the value is a number.
func (v Value) AsFloat() (float64, bool) {
	if v.kind != NumberKind {
		return 0, false
	}
	if len(v.str) < 16 {
		if i, ok := smallInt(v.str); ok {
			return float64(i), true
		}
	}
	f, err := strconv.ParseFloat(v.str, 64)
	if err != nil && !math.IsInf(f, 0) {
		return 0, false
	}
	return f, true
}

// AsInt is the number as an int64 and whether it is a whole number that fits;
// 3.0 and 3e0 are whole.
func (v Value) AsInt() (int64, bool) {
	if v.kind != NumberKind {
		return 0, false
	}
	if i, ok := smallInt(v.str); ok {
		return i, true
	}
	if i, err := strconv.ParseInt(v.str, 10, 64); err == nil {
		return i, true
	}
	f, err := strconv.ParseFloat(v.str, 64)
	if err != nil || f != math.Trunc(f) || math.Abs(f) >= 1<<63 {
		return 0, false
	}
	return int64(f), true
}

// smallInt reads up to 15 digits without the cost of strconv's errors.
func smallInt(s string) (int64, bool) {
	digits, negative := s, false
	if len(s) > 0 && s[0] == '-' {
		digits, negative = s[1:], true
	}
	if len(digits) == 0 || len(digits) > 15 {
		return 0, false
	}
	var n int64
	for i := 0; i < len(digits); i++ {
		d := digits[i] - '0'
		if d > 9 {
			return 0, false
		}
		n = n*10 + int64(d)
	}
	if negative {
		n = -n
	}
	return n, true
}

// Len is the number of items or members; 0 for scalars.
func (v Value) Len() int {
	if v.ref == nil {
		return 0
	}
	if v.kind == ArrayKind {
		return len(v.ref.items)
	}
	return len(v.ref.members)
}

// At is the i-th item of an array, or Absent.
func (v Value) At(i int) Value {
	if v.kind != ArrayKind || i < 0 || i >= len(v.ref.items) {
		return Absent
	}
	return v.ref.items[i]
}

// Get is the value of an object's key, or Absent.
func (v Value) Get(key string) Value {
	if i := v.find(key); i >= 0 {
		return v.ref.members[i].Value
	}
	return Absent
}

func (v Value) find(key string) int {
	if v.kind != ObjectKind {
		return -1
	}
	if v.ref.index != nil {
		if i, ok := v.ref.index[key]; ok {
			return i
		}
		return -1
	}
	for i := range v.ref.members {
		if v.ref.members[i].Key == key {
			return i
		}
	}
	return -1
}

// Items are an array's items, shared: do not change them.
func (v Value) Items() []Value {
	if v.kind != ArrayKind {
		return nil
	}
	return v.ref.items
}

// Members are an object's members in order, shared: do not change them.
func (v Value) Members() []Member {
	if v.kind != ObjectKind {
		return nil
	}
	return v.ref.members
}

// Size is the number of bytes of the value's compact JSON in UTF-8; 0 for
// Absent.
func (v Value) Size() int {
	if v.kind == StringKind {
		return quotedSize(v.str)
	}
	return int(v.size)
}
