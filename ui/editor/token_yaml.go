package editor

import "strings"

// tokenizeYAML colours a line of YAML by itself. Block scalars are taken for
// what they look like, which for a state machine's few of them is good enough.
func tokenizeYAML(line string, until int, dst []token) []token {
	dst = dst[:0]
	at := len(leadingWhite(line))
	if line[at:] == "-" {
		return dst
	}
	for strings.HasPrefix(line[at:], "- ") {
		at += 2 + len(leadingWhite(line[at+2:]))
	}
	if at < len(line) && line[at] == '#' {
		return append(dst, token{at, len(line), comment})
	}
	if end := yamlKeyEnd(line, at); end > at {
		dst = append(dst, token{at, end, objectKey})
		at = end + 1
	}
	for at < len(line) && at < until {
		at += len(leadingWhite(line[at:]))
		if at == len(line) {
			break
		}
		end, kind := yamlValue(line, at)
		if kind != plain {
			dst = append(dst, token{at, end, kind})
		}
		at = end
	}
	return dst
}

// yamlKeyEnd is where the key that starts at an offset ends, or the offset if
// there is no key.
func yamlKeyEnd(line string, at int) int {
	end := at
	if at < len(line) && (line[at] == '"' || line[at] == '\'') {
		end = yamlQuoted(line, at)
	} else {
		for end < len(line) && !strings.HasPrefix(line[end:], ": ") && !(line[end] == ':' && end == len(line)-1) {
			if c := line[end]; c == '{' || c == '[' || c == '#' && end > at && line[end-1] == ' ' {
				return at
			}
			end++
		}
	}
	if end < len(line) && line[end] == ':' {
		return end
	}
	return at
}

func yamlQuoted(line string, at int) int {
	if line[at] == '"' {
		end, _ := stringEnd(line, at)
		return end
	}
	if n := strings.IndexByte(line[at+1:], '\''); n >= 0 {
		return at + n + 2
	}
	return len(line)
}

// yamlValue is the end and the class of the piece that starts at an offset.
func yamlValue(line string, at int) (end int, kind class) {
	switch c := line[at]; {
	case c == '#' && (at == 0 || line[at-1] == ' '):
		return len(line), comment
	case c == '"', c == '\'':
		return yamlQuoted(line, at), stringValue
	case strings.IndexByte("{}[],:|>&*!", c) >= 0:
		return at + 1, plain
	}
	end = at
	for end < len(line) && strings.IndexByte(",]}", line[end]) < 0 && !strings.HasPrefix(line[end:], " #") {
		end++
	}
	word := strings.TrimRight(line[at:end], " ")
	switch {
	case word == "true", word == "false", word == "null", word == "~":
		return at + len(word), plain
	case strings.Trim(word, "+-.0123456789eE") == "" && strings.ContainsAny(word, "0123456789"):
		return at + len(word), number
	}
	return max(at+len(word), at+1), stringValue
}
