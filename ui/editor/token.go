package editor

import "strings"

// class is what a piece of a line is, for its colour.
type class uint8

const (
	plain class = iota
	objectKey
	stringValue
	number
	placeholder
	comment
	broken
)

// token is a piece of a line; offsets are in bytes from the line's start.
type token struct {
	start, end int
	class      class
}

// Language says how a text is coloured and indented.
type Language uint8

// The languages of documents.
const (
	JSON Language = iota
	YAML
)

// tokenize splits a line into pieces other than plain, up to a byte offset
// beyond which nothing is in view. The result reuses dst.
func (l Language) tokenize(line string, until int, dst []token) []token {
	if l == YAML {
		return tokenizeYAML(line, until, dst)
	}
	return tokenize(line, until, dst)
}

// tokenize splits a line of JSON into pieces other than plain, up to a byte
// offset beyond which nothing is in view. The result reuses dst.
func tokenize(line string, until int, dst []token) []token {
	dst = dst[:0]
	for i := 0; i < len(line) && i < until; {
		switch c := line[i]; {
		case c == '"':
			end, closed := stringEnd(line, i)
			dst = appendString(dst, line, i, end, closed)
			i = end
		case c == '-' || c >= '0' && c <= '9':
			end := i + 1
			for end < len(line) && isNumberByte(line[end]) {
				end++
			}
			dst = append(dst, token{i, end, number})
			i = end
		case c >= 'a' && c <= 'z':
			end := i + 1
			for end < len(line) && line[end] >= 'a' && line[end] <= 'z' {
				end++
			}
			if w := line[i:end]; w != "true" && w != "false" && w != "null" {
				dst = append(dst, token{i, end, broken})
			}
			i = end
		default:
			i++
		}
	}
	return dst
}

func isNumberByte(c byte) bool {
	return c >= '0' && c <= '9' || c == '.' || c == 'e' || c == 'E' || c == '+' || c == '-'
}

// stringEnd is the offset after the string that starts at i, and whether it
// is closed on its line.
func stringEnd(line string, i int) (end int, closed bool) {
	for j := i + 1; j < len(line); j++ {
		switch line[j] {
		case '\\':
			j++
		case '"':
			return j + 1, true
		}
	}
	return len(line), false
}

// appendString tells keys from values and sets off the ${...} in a value.
func appendString(dst []token, line string, start, end int, closed bool) []token {
	kind := stringValue
	if !closed {
		kind = broken
	} else if rest := strings.TrimLeft(line[end:], " \t"); rest != "" && rest[0] == ':' {
		kind = objectKey
	}
	at := start
	for kind == stringValue {
		open := strings.Index(line[at:end], "${")
		if open < 0 {
			break
		}
		length := strings.IndexByte(line[at+open:end], '}')
		if length < 0 {
			break
		}
		if open > 0 {
			dst = append(dst, token{at, at + open, kind})
		}
		dst = append(dst, token{at + open, at + open + length + 1, placeholder})
		at += open + length + 1
	}
	if at < end {
		dst = append(dst, token{at, end, kind})
	}
	return dst
}

// stringAround is the string that an offset of a line stands inside of: after
// its opening quote and not after its closing one.
func stringAround(line string, offset int) (start, end int, closed, ok bool) {
	for i := 0; i < offset; {
		if line[i] != '"' {
			i++
			continue
		}
		end, closed := stringEnd(line, i)
		if offset < end || !closed {
			return i, end, closed, true
		}
		i = end
	}
	return 0, 0, false, false
}
