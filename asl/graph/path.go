package graph

import (
	"strconv"
	"strings"
)

// path is a JSONPath cut into its names, as people speak of it.
type path []step

// step is a name with the numbers of the items behind it, counted from 0.
type step struct {
	name    string // "" for items of the input itself
	numbers string // "[0]", "[0][2]", or ""
}

// readPath cuts a path. One with filters, wildcards or slices is a single name
// as it is written.
func readPath(s string) path {
	rest := strings.TrimPrefix(s, "$")
	rest = strings.TrimPrefix(rest, "$") // the context object
	if strings.ContainsAny(rest, "*?:,@(") || strings.Contains(rest, "..") {
		return path{{name: strings.TrimPrefix(s, "$.")}}
	}
	var p path
	for rest != "" {
		switch {
		case rest[0] == '.':
			rest = rest[1:]
		case rest[0] == '[':
			end := strings.IndexByte(rest, ']')
			if end < 0 {
				return path{{name: s}}
			}
			inside := rest[1:end]
			rest = rest[end+1:]
			if name := strings.Trim(inside, `'"`); name != inside {
				p = append(p, step{name: name})
			} else if len(p) == 0 {
				p = append(p, step{numbers: "[" + inside + "]"})
			} else {
				p[len(p)-1].numbers += "[" + inside + "]"
			}
		default:
			end := strings.IndexAny(rest, ".[")
			if end < 0 {
				end = len(rest)
			}
			p = append(p, step{name: rest[:end]})
			rest = rest[end:]
		}
	}
	return p
}

func (p path) equal(q path) bool {
	if len(p) != len(q) {
		return false
	}
	for i := range p {
		if p[i] != q[i] {
			return false
		}
	}
	return true
}

// String is the path in words, numbers counted from 1: "checks 2 flagged".
func (p path) String() string {
	words := make([]string, len(p))
	for i, s := range p {
		words[i] = s.String()
	}
	return strings.Join(words, " ")
}

func (s step) String() string {
	name := s.name
	if name == "" {
		name = "item"
	}
	for _, n := range strings.FieldsFunc(s.numbers, func(r rune) bool { return r == '[' || r == ']' }) {
		name += " " + ordinal(n)
	}
	return name
}

// ordinal counts from 1; negative numbers count from the end.
func ordinal(n string) string {
	i, err := strconv.Atoi(n)
	switch {
	case err != nil:
		return n
	case i == -1:
		return "last"
	case i < 0:
		return n
	}
	return strconv.Itoa(i + 1)
}

// dynamoTypes are the names that DynamoDB puts around a value, which say
// nothing to a person.
var dynamoTypes = map[string]bool{"S": true, "N": true, "B": true, "BOOL": true, "L": true, "M": true, "SS": true, "NS": true}

// spoken is the path without the type that DynamoDB ends it with.
func (p path) spoken() path {
	if n := len(p); n > 1 && dynamoTypes[p[n-1].name] {
		return p[:n-1]
	}
	return p
}

// name calls a path by as much of its end as tells it from the others.
func (s *speaker) name(p path) string {
	p = p.spoken()
	if len(p) == 0 {
		return "the input"
	}
	whole := p.String()
	for from := len(p) - 1; from > 0; from-- {
		if words := p[from:].String(); !s.shared(whole, words) {
			return words
		}
	}
	return whole
}

// shared tells whether another path than the whole could be called by the
// words too.
func (s *speaker) shared(whole, words string) bool {
	for _, other := range s.whole {
		if rest, ends := strings.CutSuffix(other, words); ends && other != whole && (rest == "" || strings.HasSuffix(rest, " ")) {
			return true
		}
	}
	return false
}

// sameButNumber looks whether paths differ in one number only. It answers what
// is numbered, the numbers from 1, and the words of what comes after them.
func sameButNumber(paths []path) (of string, numbers []string, rest string) {
	differs := -1
	for _, p := range paths[1:] {
		if len(p) != len(paths[0]) {
			return "", nil, ""
		}
		for i := range p {
			if p[i] == paths[0][i] {
				continue
			}
			if p[i].name != paths[0][i].name || differs >= 0 && differs != i {
				return "", nil, ""
			}
			differs = i
		}
	}
	if differs < 0 {
		return "", nil, ""
	}
	seen := map[string]bool{}
	for _, p := range paths {
		n := strings.Trim(p[differs].numbers, "[]")
		if _, err := strconv.Atoi(n); err != nil || seen[n] {
			return "", nil, ""
		}
		seen[n] = true
		numbers = append(numbers, ordinal(n))
	}
	after := paths[0][differs+1:]
	if n := len(after); n > 0 {
		after = paths[0].spoken()[differs+1:]
		after = after[max(0, len(after)-1):]
	}
	return step{name: paths[0][differs].name}.String(), numbers, after.String()
}
