package assist

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/catalog"
	"github.com/stateboard/stateboard/asl/syntax"
)

// dialect is the language of a string.
type dialect uint8

const (
	noDialect      dialect = iota
	pathDialect            // one JSONPath
	payloadDialect         // a JSONPath or an intrinsic function
	jsonataDialect         // a JSONata expression between {% and %}
)

// dialectOf is the language that a string can be in by its place: the field it
// is the value of (nil inside of a payload), and its key.
func dialectOf(f *frame, field *catalog.Field, key string) dialect {
	form := catalog.FormPlain
	if field != nil {
		form = field.Form
	}
	inside := field == nil && f.field != nil && (f.field.Form == catalog.FormTemplate || f.field.Form == catalog.FormVariables)
	if f.query == asl.JSONata {
		if inside || field != nil && (field.Expression || form == catalog.FormTemplate || form == catalog.FormCondition) {
			return jsonataDialect
		}
		return noDialect
	}
	switch form {
	case catalog.FormPath, catalog.FormReferencePath, catalog.FormInputPathOnly, catalog.FormResultPath:
		return pathDialect
	case catalog.FormStringPath:
		return payloadDialect
	}
	if inside && strings.HasSuffix(key, computed) {
		return payloadDialect
	}
	return noDialect
}

// nodeDialect is the language of a string in a tree.
func nodeDialect(f *frame, key string, n *syntax.Node) dialect {
	var field *catalog.Field
	if f.node.Is(syntax.Object) {
		field = f.shape.Field(key)
	}
	d := dialectOf(f, field, key)
	if d == jsonataDialect && !strings.HasPrefix(strings.TrimSpace(n.Text), "{%") {
		return noDialect
	}
	return d
}

// tokenKind tells what a token is.
type tokenKind uint8

const (
	pathToken    tokenKind = iota // $.a.b, $$.a, $name.a, $states.input.a
	nameToken                     // a function's name, or a bare word
	literalToken                  // a text in quotes, a comment
)

// token is a part of an expression, by offsets into its source.
type token struct {
	kind       tokenKind
	start, end int
	root       int // of a path: where its root ends ($, $$, $name)
}

func (t token) text(s string) string { return s[t.start:t.end] }

// scan visits the tokens of an expression as it stands in the source; quote is
// what the string is in, 0 for none.
func scan(d dialect, s string, quote byte, visit func(token) bool) {
	sc := scanner{s: s, quote: quote, jsonata: d == jsonataDialect}
	for sc.i < len(s) {
		t, is := sc.next()
		if is && !visit(t) {
			return
		}
	}
}

type scanner struct {
	s       string
	i       int
	quote   byte
	jsonata bool
	before  byte // the last character that was no blank, to tell regular expressions from divisions
}

func (sc *scanner) next() (token, bool) {
	start, c := sc.i, sc.s[sc.i]
	before := sc.before
	if c != ' ' && c != '\n' && c != '\r' && c != '\t' {
		sc.before = c
	}
	switch {
	case c == '\'' || sc.jsonata && (c == '"' || c == '\\' && strings.HasPrefix(sc.s[sc.i:], `\"`)):
		sc.literal()
		return token{literalToken, start, sc.i, start}, true
	case sc.jsonata && strings.HasPrefix(sc.s[sc.i:], "/*"):
		sc.until("*/")
		return token{literalToken, start, sc.i, start}, true
	case sc.jsonata && c == '/' && strings.IndexByte("(,=:[", before) >= 0 && before != 0:
		sc.i++
		sc.until("/")
		return token{literalToken, start, sc.i, start}, true
	case sc.jsonata && c == '`':
		sc.i++
		sc.until("`")
		return token{nameToken, start, sc.i, start}, true
	case c == '$':
		root := sc.path()
		sc.before = 'x'
		return token{pathToken, start, sc.i, root}, true
	case wordStart(sc.s[sc.i:]):
		sc.word(!sc.jsonata)
		return token{nameToken, start, sc.i, start}, true
	}
	_, size := utf8.DecodeRuneInString(sc.s[sc.i:])
	sc.i += size
	return token{}, false
}

// until goes past the next occurrence of an end.
func (sc *scanner) until(end string) {
	if n := strings.Index(sc.s[sc.i:], end); n >= 0 {
		sc.i += n + len(end)
		return
	}
	sc.i = len(sc.s)
}

// literal goes past a text in quotes. In a string of JSON, the quotes and
// backslashes within are themselves escaped.
func (sc *scanner) literal() {
	end := sc.s[sc.i : sc.i+1]
	if end == `\` {
		end = `\"`
	}
	if end == "'" && sc.quote == '\'' {
		end = "''"
		if !strings.HasPrefix(sc.s[sc.i:], end) {
			end = "'"
		}
	}
	for sc.i += len(end); sc.i < len(sc.s); {
		switch rest := sc.s[sc.i:]; {
		case strings.HasPrefix(rest, end):
			sc.i += len(end)
			return
		case strings.HasPrefix(rest, `\\`) && sc.quote == '"':
			sc.i = min(sc.i+3, len(sc.s))
		case rest[0] == '\\':
			sc.i = min(sc.i+2, len(sc.s))
		default:
			sc.i++
		}
	}
}

// path goes past a path and tells where its root ends.
func (sc *scanner) path() (root int) {
	sc.i++
	if sc.i < len(sc.s) && sc.s[sc.i] == '$' {
		sc.i++
	} else {
		sc.word(false)
	}
	root = sc.i
	for sc.i < len(sc.s) {
		rest := sc.s[sc.i:]
		switch {
		case rest[0] == '.':
			sc.i++
			if sc.i < len(sc.s) && sc.s[sc.i] == '*' {
				sc.i++
			}
			if sc.jsonata && sc.i < len(sc.s) && sc.s[sc.i] == '`' {
				sc.i++
				sc.until("`")
				continue
			}
			sc.word(false)
		case rest[0] == '[' && (!sc.jsonata || indexOnly(rest)):
			if !sc.bracket() {
				return root
			}
		default:
			return root
		}
	}
	return root
}

// indexOnly tells whether a bracket holds a number only.
func indexOnly(s string) bool {
	n := strings.IndexByte(s, ']')
	return n > 1 && strings.Trim(s[1:n], "0123456789") == ""
}

// bracket goes past a bracket with all that is in it; false when it is not
// closed.
func (sc *scanner) bracket() bool {
	depth := 0
	for i := sc.i; i < len(sc.s); i++ {
		switch sc.s[i] {
		case '[':
			depth++
		case ']':
			if depth--; depth == 0 {
				sc.i = i + 1
				return true
			}
		case '\'':
			n := strings.IndexByte(sc.s[i+1:], '\'')
			if n < 0 {
				sc.i = len(sc.s)
				return false
			}
			i += 1 + n
		}
	}
	sc.i = len(sc.s)
	return false
}

// word goes past letters, digits and underscores; with dots, past those too.
func (sc *scanner) word(dots bool) {
	for sc.i < len(sc.s) {
		r, size := utf8.DecodeRuneInString(sc.s[sc.i:])
		if r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r) && !(dots && r == '.') {
			return
		}
		sc.i += size
	}
}

func wordStart(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return r == '_' || unicode.IsLetter(r)
}

// tokenAt is the token that holds an offset or ends at it; without one, an
// empty name there.
func tokenAt(d dialect, s string, quote byte, offset int) token {
	found := token{nameToken, offset, offset, offset}
	scan(d, s, quote, func(t token) bool {
		if t.start < offset && offset <= t.end && (t.kind != literalToken || offset < t.end) {
			found = t
			return false
		}
		return t.start < offset
	})
	return found
}
