package scene

import (
	"sort"
	"strings"
	"unicode"
)

const ellipsis = "…"

// Shorten returns the text cut to width pixels, with an ellipsis where something
// was left off; "" when not even one letter fits.
func Shorten(m Measure, text string, width, size float64, weight Weight) string {
	text = oneLine(text)
	if m(text, size, int(weight)) <= width {
		return text
	}
	runes := []rune(text)
	n := sort.Search(len(runes), func(n int) bool {
		return m(string(runes[:n+1])+ellipsis, size, int(weight)) > width
	})
	// An accent stays with its letter.
	for n > 0 && n < len(runes) && unicode.Is(unicode.Mn, runes[n]) {
		n--
	}
	cut := strings.TrimRight(string(runes[:n]), " ·,.-_")
	if cut == "" {
		return ""
	}
	return cut + ellipsis
}

// oneLine replaces line breaks and control characters by spaces.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' {
			return ' '
		}
		return r
	}, s)
}

// fitted returns a Text shortened to width, not yet placed; nil when nothing of it
// fits.
func fitted(m Measure, s string, width, size float64, weight Weight) *Text {
	short := Shorten(m, s, width, size, weight)
	if strings.TrimSpace(short) == "" {
		return nil
	}
	t := &Text{Text: short, Size: size, Weight: weight, Width: m(short, size, int(weight))}
	if short != s {
		t.Full = s
	}
	return t
}
