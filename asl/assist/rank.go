package assist

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// ranking keeps the items that fit what was typed, best first, those that fit
// alike in the order they came.
type ranking struct {
	typed string
	kept  []ranked
	left  int // fitted, but were not kept
}

type ranked struct {
	score int
	item  Item
}

func (r *ranking) fits(label string) (int, bool) { return match(r.typed, label) }

func (r *ranking) add(score int, i Item) { r.kept = append(r.kept, ranked{score, i}) }

func (r *ranking) items() []Item {
	sort.SliceStable(r.kept, func(i, j int) bool { return r.kept[i].score > r.kept[j].score })
	items := make([]Item, 0, min(len(r.kept), maxItems))
	for i := range r.kept[:min(len(r.kept), maxItems)] {
		items = append(items, r.kept[i].item)
	}
	return items
}

func (r *ranking) more() bool { return r.left > 0 || len(r.kept) > maxItems }

// Scores of match, best first.
const (
	exactly     = 100 // the name itself
	prefixed    = 80  // begins so
	prefixedAny = 70  // begins so in other case
	words       = 50  // the beginnings of its words
	within      = 40  // somewhere in it
	scattered   = 10  // its letters in this order
)

// match tells how well what was typed fits a name; "" fits all alike.
func match(typed, name string) (score int, fits bool) {
	switch {
	case typed == "":
		return 0, true
	case len(typed) > len(name):
		return 0, false
	case typed == name:
		return exactly, true
	case strings.HasPrefix(name, typed):
		return prefixed, true
	case lower(name[0]) == lower(typed[0]) && strings.EqualFold(name[:len(typed)], typed):
		return prefixedAny, true
	}
	if !hasLetters(typed, name) {
		return 0, false
	}
	switch {
	case beginsWords(typed, name):
		return words, true
	case strings.Contains(strings.ToLower(name), strings.ToLower(typed)):
		return within, true
	case utf8.RuneCountInString(typed) < 3 || !inOrder(typed, name):
		return 0, false // two scattered letters are in almost everything
	}
	return scattered, true
}

// hasLetters tells whether the letters come in name in this order. It turns
// most names away, so it looks at bytes; what is beyond ASCII is left to the
// closer looks.
func hasLetters(typed, name string) bool {
	at := 0
	for i := 0; i < len(typed); i++ {
		c := lower(typed[i])
		if c >= utf8.RuneSelf {
			continue
		}
		for at < len(name) && lower(name[at]) != c {
			at++
		}
		if at == len(name) {
			return false
		}
		at++
	}
	return true
}

func lower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

// inOrder tells whether the letters come in name in this order.
func inOrder(typed, name string) bool {
	for _, r := range typed {
		at := strings.IndexFunc(name, func(n rune) bool { return sameLetter(n, r) })
		if at < 0 {
			return false
		}
		_, size := utf8.DecodeRuneInString(name[at:])
		name = name[at+size:]
	}
	return true
}

func sameLetter(a, b rune) bool {
	if a < utf8.RuneSelf && b < utf8.RuneSelf {
		return lower(byte(a)) == lower(byte(b))
	}
	return unicode.ToLower(a) == unicode.ToLower(b)
}

// beginsWords tells whether what was typed is made of beginnings of the name's
// words: "se" and "StrEq" of StringEquals, "send m" of "Send a message".
func beginsWords(typed, name string) bool {
	steps := 400 // what is hostile enough to need more is no name
	return beginsWord(typed, name, &steps)
}

func beginsWord(typed, name string, steps *int) bool {
	r, size := utf8.DecodeRuneInString(typed)
	if size == 0 {
		return true
	}
	if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
		return beginsWord(typed[size:], name, steps)
	}
	before := ' '
	for i, n := range name {
		if *steps--; *steps < 0 {
			return false
		}
		if sameLetter(n, r) && startsWord(before, n) && followsWord(typed, name[i:], steps) {
			return true
		}
		before = n
	}
	return false
}

func startsWord(before, r rune) bool {
	return !unicode.IsLetter(before) && !unicode.IsDigit(before) || unicode.IsUpper(r) && !unicode.IsUpper(before)
}

// followsWord takes as much of what was typed from the word that name begins
// with as leaves a rest that begins other words.
func followsWord(typed, name string, steps *int) bool {
	for typed != "" && name != "" {
		t, tsize := utf8.DecodeRuneInString(typed)
		n, nsize := utf8.DecodeRuneInString(name)
		if !sameLetter(t, n) {
			return false
		}
		typed, name = typed[tsize:], name[nsize:]
		if typed == "" || beginsWord(typed, name, steps) {
			return true
		}
	}
	return typed == ""
}
