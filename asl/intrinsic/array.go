package intrinsic

import (
	"sort"
	"strconv"

	"github.com/stateboard/stateboard/asl/value"
)

// maxRange is how many items States.ArrayRange may make.
const maxRange = 1000

// array gives argument i, which must be an array.
func (in *invocation) array(i int) (value.Value, error) {
	if in.args[i].Kind() != value.ArrayKind {
		return value.Absent, in.fail("the argument %s must be an array, but it is %s", in.call.args[i].src, named(in.args[i]))
	}
	return in.args[i], nil
}

// named is a value's kind with its article.
func named(v value.Value) string {
	switch v.Kind() {
	case value.NullKind:
		return "null"
	case value.ArrayKind, value.ObjectKind:
		return "an " + v.Kind().String()
	}
	return "a " + v.Kind().String()
}

func array(in *invocation) (value.Value, error) { return value.Array(in.args...), nil }

func arrayContains(in *invocation) (value.Value, error) {
	list, err := in.array(0)
	if err != nil {
		return list, err
	}
	for _, item := range list.Items() {
		if value.Equal(item, in.args[1]) {
			return value.True, nil
		}
	}
	return value.False, nil
}

func arrayGetItem(in *invocation) (value.Value, error) {
	list, err := in.array(0)
	if err != nil {
		return list, err
	}
	i, err := in.whole(1)
	if err != nil {
		return value.Absent, err
	}
	if i < 0 || i >= int64(list.Len()) {
		return value.Absent, in.fail("the index %d is outside of the array, which has %d items", i, list.Len())
	}
	return list.At(int(i)), nil
}

func arrayLength(in *invocation) (value.Value, error) {
	list, err := in.array(0)
	return value.Int(int64(list.Len())), err
}

func arrayPartition(in *invocation) (value.Value, error) {
	list, err := in.array(0)
	if err != nil {
		return list, err
	}
	size, err := in.whole(1)
	if err != nil {
		return value.Absent, err
	}
	if size <= 0 {
		return value.Absent, in.fail("the size of the parts must be above 0, but it is %d", size)
	}
	var parts []value.Value
	for rest := list.Items(); len(rest) > 0; {
		n := int(min(size, int64(len(rest))))
		parts = append(parts, value.Array(rest[:n:n]...))
		rest = rest[n:]
	}
	return value.Array(parts...), nil
}

func arrayRange(in *invocation) (value.Value, error) {
	var n [3]int64
	for i := range n {
		var err error
		if n[i], err = in.whole(i); err != nil {
			return value.Absent, err
		}
	}
	first, last, step := n[0], n[1], n[2]
	if step == 0 {
		return value.Absent, in.fail("the step must not be 0")
	}
	var items []value.Value
	for x := first; step > 0 && x <= last || step < 0 && x >= last; {
		if len(items) == maxRange {
			return value.Absent, in.fail("the range has more than %d items", maxRange)
		}
		items = append(items, value.Int(x))
		next := x + step
		if (next > x) != (step > 0) {
			break // past the ends of int64
		}
		x = next
	}
	return value.Array(items...), nil
}

func arrayUnique(in *invocation) (value.Value, error) {
	list, err := in.array(0)
	if err != nil {
		return list, err
	}
	seen := make(map[string]bool, list.Len())
	var items []value.Value
	for _, item := range list.Items() {
		key := string(appendCanonical(nil, item))
		if !seen[key] {
			seen[key] = true
			items = append(items, item)
		}
	}
	return value.Array(items...), nil
}

// appendCanonical writes equal values equally: keys sorted, numbers by what
// they mean.
func appendCanonical(dst []byte, v value.Value) []byte {
	switch v.Kind() {
	case value.NumberKind:
		if i, ok := v.AsInt(); ok {
			return strconv.AppendInt(dst, i, 10)
		}
		f, _ := v.AsFloat()
		return strconv.AppendFloat(dst, f, 'g', -1, 64)
	case value.ArrayKind:
		dst = append(dst, '[')
		for _, item := range v.Items() {
			dst = append(appendCanonical(dst, item), ',')
		}
		return append(dst, ']')
	case value.ObjectKind:
		members := append([]value.Member{}, v.Members()...)
		sort.Slice(members, func(i, j int) bool { return members[i].Key < members[j].Key })
		dst = append(dst, '{')
		for _, m := range members {
			dst = append(value.AppendQuoted(dst, m.Key), ':')
			dst = append(appendCanonical(dst, m.Value), ',')
		}
		return append(dst, '}')
	}
	return v.AppendJSON(dst)
}
