package dataset

import (
	"errors"
	"fmt"
	"io"

	"github.com/stateboard/stateboard/asl/value"
)

var delimiters = map[string]byte{"": ',', "COMMA": ',', "PIPE": '|', "SEMICOLON": ';', "SPACE": ' ', "TAB": '\t'}

// Errors in the service's own words.
const (
	errDuplicates  refusal = "CSV headers cannot contain duplicates."
	errNotIterable refusal = "Attempting to map over non-iterable node."
)

// refusal is a sentence that the service says.
type refusal string

func (r refusal) Error() string { return string(r) }

// maxHeader is how long the header of a CSV object may be.
const maxHeader = 10 << 10

// table gives rows as objects of strings: a missing field is "", one too many
// is dropped.
type table struct {
	rows    rows
	headers []string
}

func (r *Request) csv(t *text) (source, error) {
	out, err := r.table(t)
	if err != nil {
		return nil, err
	}
	known := make(map[string]bool, len(out.headers))
	for _, h := range out.headers {
		if known[h] {
			return nil, errDuplicates
		}
		known[h] = true
	}
	return out, nil
}

func (r *Request) table(t *text) (*table, error) {
	comma, ok := delimiters[r.Delimiter]
	if !ok {
		return nil, fmt.Errorf("CSVDelimiter is COMMA, PIPE, SEMICOLON, SPACE or TAB, not %q", r.Delimiter)
	}
	out := &table{rows: rows{text: t, comma: comma}, headers: r.Headers}
	if !r.HeaderRow {
		return out, nil
	}
	fields, err := out.rows.next()
	if err != nil && err != io.EOF {
		return nil, err
	}
	out.headers = append([]string(nil), fields...)
	size := len(fields)
	for _, h := range fields {
		size += len(h)
	}
	if size > maxHeader {
		return nil, errors.New("the CSV header is longer than 10 KiB")
	}
	return out, nil
}

func (t *table) next() (Item, error) {
	fields, err := t.rows.next()
	if err != nil {
		return Item{}, err
	}
	members := make([]value.Member, len(t.headers))
	for i, h := range t.headers {
		text := ""
		if i < len(fields) {
			text = fields[i]
		}
		members[i] = value.M(h, value.String(text))
	}
	return Item{Value: value.Object(members...)}, nil
}

func (t *table) close() { t.rows.text.close() }

// rows reads rows as the service does: quotes and line ends as RFC 4180 has
// them, quotes doubled even in a field without quotes around it, and a
// backslash that keeps a backslash, a quote or a delimiter and is dropped
// before anything else. Empty lines are passed over.
type rows struct {
	text   *text
	comma  byte
	buf    []byte // the fields of a row, one after the other
	ends   []int
	fields []string
}

// next is a row's fields, good until the next call. The error is io.EOF after
// the last.
func (r *rows) next() ([]string, error) {
	r.buf, r.ends, r.fields = r.buf[:0], r.ends[:0], r.fields[:0]
	c, err := r.text.ReadByte()
	for err == nil && (c == '\n' || c == '\r') {
		c, err = r.text.ReadByte()
	}
	if err != nil {
		return nil, err
	}
	r.text.UnreadByte()
	for more := true; more; {
		if more, err = r.field(); err != nil {
			return nil, err
		}
		r.ends = append(r.ends, len(r.buf))
	}
	row := string(r.buf)
	start := 0
	for _, end := range r.ends {
		r.fields = append(r.fields, row[start:end])
		start = end
	}
	return r.fields, nil
}

// field reads one field, and the delimiter or line end after it; more tells
// which.
func (r *rows) field() (more bool, err error) {
	start, bare := len(r.buf), 0 // bare: where what is not in quotes begins
	quoted := r.follows('"')
	for {
		c, err := r.text.ReadByte()
		if err == io.EOF {
			return false, nil
		}
		switch {
		case err != nil:
			return false, err
		case len(r.buf) > maxItem:
			return false, errLongItem
		case c == '\\':
			r.escaped()
		case c == '"' && r.follows('"'):
			r.buf = append(r.buf, '"')
		case c == '"' && quoted:
			quoted, bare = false, len(r.buf)
		case !quoted && c == r.comma:
			return true, nil
		case !quoted && c == '\n':
			if n := len(r.buf); n > max(start, bare) && r.buf[n-1] == '\r' {
				r.buf = r.buf[:n-1]
			}
			return false, nil
		default:
			r.buf = append(r.buf, c)
		}
	}
}

// escaped takes in what follows a backslash, if that may be escaped.
func (r *rows) escaped() {
	for _, c := range [...]byte{'\\', '"', r.comma} {
		if r.follows(c) {
			r.buf = append(r.buf, c)
			return
		}
	}
}

// follows tells whether the next byte is c, and passes over it then.
func (r *rows) follows(c byte) bool {
	if next, err := r.text.Peek(1); err != nil || next[0] != c {
		return false
	}
	r.text.Discard(1)
	return true
}
