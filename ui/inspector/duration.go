package inspector

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/canvas/scene"
)

// seconds is a number of seconds in words, where they say it exactly;
// otherwise as written.
func seconds(n *syntax.Node) string {
	sec, ok := n.Int()
	if !ok || sec < 0 {
		return written(n)
	}
	words := scene.Duration(sec)
	if back, err := parseSeconds(words); err == nil && back == strconv.FormatInt(sec, 10) {
		return words
	}
	return strconv.FormatInt(sec, 10) + " seconds"
}

var unitSeconds = map[string]int64{
	"s": 1, "sec": 1, "second": 1, "m": 60, "min": 60, "minute": 60, "h": 3600, "hour": 3600,
	"d": 86400, "day": 86400, "w": 604800, "week": 604800,
}

// parseSeconds reads "7 days", "1 hour 30 minutes", "90" as seconds, and
// leaves alone what is no time, such as an expression.
func parseSeconds(s string) (string, error) {
	s = strings.TrimSpace(s)
	if s == "" || strings.HasPrefix(s, "{%") || strings.HasPrefix(s, "$") {
		return s, nil
	}
	if s == "no time" {
		return "0", nil
	}
	var total int64
	rest := strings.ToLower(s)
	for rest = strings.TrimSpace(rest); rest != ""; rest = strings.TrimSpace(rest) {
		i := strings.IndexFunc(rest, func(r rune) bool { return r < '0' || r > '9' })
		if i < 0 {
			i = len(rest)
		}
		n, err := strconv.ParseInt(rest[:i], 10, 64)
		if err != nil {
			return "", fmt.Errorf("“%s” is no time; write it as 30 seconds, 2 hours or 7 days", s)
		}
		rest = strings.TrimSpace(rest[i:])
		word := rest
		if j := strings.IndexAny(rest, " 0123456789"); j >= 0 {
			word = rest[:j]
		}
		rest = rest[len(word):]
		unit := int64(1)
		if word = strings.TrimSuffix(word, ","); word != "" && word != "and" {
			u, ok := unitSeconds[word]
			if !ok {
				u, ok = unitSeconds[strings.TrimSuffix(word, "s")]
			}
			if !ok {
				return "", fmt.Errorf("“%s” is no unit of time; use seconds, minutes, hours or days", word)
			}
			unit = u
		}
		total += n * unit
	}
	return strconv.FormatInt(total, 10), nil
}

// durationAt is a field of seconds, said and read in words.
func (f *form) durationAt(of *syntax.Node, at, field, label, hint string) spec {
	s := f.numberAt(of, at, field, label, hint)
	s.value = seconds(of.Get(field))
	set := s.commit
	s.commit = func(text string) error {
		n, err := parseSeconds(text)
		if err != nil {
			return err
		}
		return set(n)
	}
	return s
}
