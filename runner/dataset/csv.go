package dataset

import (
	"fmt"
	"strings"

	"github.com/stateboard/stateboard/asl/value"
)

var delimiters = map[string]byte{"": ',', "COMMA": ',', "PIPE": '|', "SEMICOLON": ';', "SPACE": ' ', "TAB": '\t'}

// csv reads rows as objects of strings: a missing field is "", one too many
// is dropped.
func (r *Request) csv(s string) ([]Item, error) {
	comma, ok := delimiters[r.Delimiter]
	if !ok {
		return nil, fmt.Errorf("CSVDelimiter is COMMA, PIPE, SEMICOLON, SPACE or TAB, not %q", r.Delimiter)
	}
	rows := rows{s: strings.TrimPrefix(s, "\uFEFF"), comma: comma}
	headers := r.Headers
	if r.HeaderRow {
		headers, _ = rows.next()
	}
	var items []Item
	for {
		fields, more := rows.next()
		if !more {
			return items, nil
		}
		members := make([]value.Member, len(headers))
		for i, h := range headers {
			text := ""
			if i < len(fields) {
				text = fields[i]
			}
			members[i] = value.M(h, value.String(text))
		}
		items = append(items, Item{Value: value.Object(members...)})
	}
}

// rows reads RFC 4180 rows. Empty lines are passed over.
type rows struct {
	s     string
	comma byte
}

func (r *rows) next() (fields []string, more bool) {
	r.s = strings.TrimLeft(r.s, "\r\n")
	if r.s == "" {
		return nil, false
	}
	for {
		field, end := r.field()
		fields = append(fields, field)
		if end {
			return fields, true
		}
	}
}

// field reads one field and the delimiter or line end after it.
func (r *rows) field() (text string, end bool) {
	if strings.HasPrefix(r.s, `"`) {
		return r.quoted()
	}
	for i := 0; i < len(r.s); i++ {
		switch r.s[i] {
		case r.comma:
			text, r.s = r.s[:i], r.s[i+1:]
			return text, false
		case '\n':
			text, r.s = strings.TrimSuffix(r.s[:i], "\r"), r.s[i+1:]
			return text, true
		}
	}
	text, r.s = r.s, ""
	return text, true
}

func (r *rows) quoted() (string, bool) {
	var b strings.Builder
	i := 1
	for ; i < len(r.s); i++ {
		switch c := r.s[i]; {
		case c == '\\' && i+1 < len(r.s) && (r.s[i+1] == '"' || r.s[i+1] == '\\'):
			i++
			b.WriteByte(r.s[i])
		case c != '"':
			b.WriteByte(c)
		case i+1 < len(r.s) && r.s[i+1] == '"':
			i++
			b.WriteByte('"')
		default:
			r.s = r.s[i+1:]
			rest, end := r.field()
			return b.String() + rest, end
		}
	}
	r.s = ""
	return b.String(), true
}
