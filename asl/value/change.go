package value

// With is the object with the key set to the value: at the key's place when
// it is there, otherwise at the end. Anything but an object gives an object
// of just that member. Setting Absent removes the key.
func (v Value) With(key string, to Value) Value {
	if to.kind == AbsentKind {
		return v.Without(key)
	}
	if v.kind != ObjectKind {
		return Object(Member{key, to})
	}
	i := v.find(key)
	members := make([]Member, len(v.ref.members), len(v.ref.members)+1)
	copy(members, v.ref.members)
	if i >= 0 {
		size := int(v.size) - members[i].Value.Size() + to.Size()
		members[i].Value = to
		return Value{kind: ObjectKind, size: clampSize(size), ref: &compound{members: members, index: v.ref.index}}
	}
	return Object(append(members, Member{key, to})...)
}

// Without is the object without the key.
func (v Value) Without(key string) Value {
	i := v.find(key)
	if i < 0 {
		return v
	}
	members := make([]Member, 0, len(v.ref.members)-1)
	members = append(members, v.ref.members[:i]...)
	return Object(append(members, v.ref.members[i+1:]...)...)
}

// WithAt is the array with item i replaced; an index outside gives v itself.
func (v Value) WithAt(i int, to Value) Value {
	if v.kind != ArrayKind || i < 0 || i >= len(v.ref.items) {
		return v
	}
	items := make([]Value, len(v.ref.items))
	copy(items, v.ref.items)
	items[i] = to
	return Array(items...)
}

// Equal tells whether two values are the same JSON: key order does not
// matter, numbers are compared by what they mean (1.0 is 1).
func Equal(a, b Value) bool {
	if a.kind != b.kind {
		return false
	}
	switch a.kind {
	case NumberKind:
		if a.str == b.str {
			return true
		}
		if x, ok := a.AsInt(); ok {
			y, ok := b.AsInt()
			return ok && x == y
		}
		x, _ := a.AsFloat()
		y, _ := b.AsFloat()
		return x == y
	case StringKind, BoolKind:
		return a.str == b.str
	case ArrayKind:
		return equalItems(a.ref, b.ref)
	case ObjectKind:
		return equalMembers(a, b)
	}
	return true
}

func equalItems(a, b *compound) bool {
	if a == b {
		return true
	}
	if len(a.items) != len(b.items) {
		return false
	}
	for i := range a.items {
		if !Equal(a.items[i], b.items[i]) {
			return false
		}
	}
	return true
}

func equalMembers(a, b Value) bool {
	if a.ref == b.ref {
		return true
	}
	if len(a.ref.members) != len(b.ref.members) {
		return false
	}
	for _, m := range a.ref.members {
		i := b.find(m.Key)
		if i < 0 || !Equal(m.Value, b.ref.members[i].Value) {
			return false
		}
	}
	return true
}
