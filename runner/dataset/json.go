package dataset

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/stateboard/stateboard/asl/value"
)

// lines gives the values of JSON Lines. Empty lines are passed over.
type lines struct {
	text *text
	n    int
	buf  []byte
}

func (l *lines) next() (Item, error) {
	for {
		var err error
		if l.buf, err = l.text.line(l.buf[:0]); err != nil {
			return Item{}, err
		}
		l.n++
		line := bytes.TrimSpace(l.buf)
		if len(line) == 0 {
			continue
		}
		v, err := value.Parse(string(line))
		if err != nil {
			return Item{}, fmt.Errorf("line %d is %w", l.n, err)
		}
		return Item{Value: v}, nil
	}
}

func (l *lines) close() { l.text.close() }

// elements gives the elements of a JSON array, or the members of an object as
// {"Key", "Value"}, without holding more than one of them.
type elements struct {
	text   *text
	at     int64 // bytes read
	object bool
	begun  bool // an element has been given
	ended  bool
	inside bool // the array is inside the text: what follows it is not looked at
	buf    []byte
}

// openJSON goes to where a JSON pointer (RFC 6901) leads.
func openJSON(t *text, pointer string) (source, error) {
	e := &elements{text: t}
	if pointer != "" {
		for _, step := range strings.Split(strings.TrimPrefix(pointer, "/"), "/") {
			step = strings.ReplaceAll(strings.ReplaceAll(step, "~1", "/"), "~0", "~")
			found, err := e.enter(step)
			if err != nil {
				return nil, err
			}
			if !found {
				return nil, fmt.Errorf("ItemsPointer %s leads nowhere in the object", pointer)
			}
		}
		e.inside = true
	}
	c, err := e.skip()
	if err != nil {
		return nil, err
	}
	if c != '[' && c != '{' {
		e.unread()
		if _, err := e.value(); err != nil {
			return nil, err
		}
		return nil, errNotIterable
	}
	e.object = c == '{'
	return e, nil
}

func (e *elements) close() { e.text.close() }

func (e *elements) bad(reason string) error {
	return fmt.Errorf("the object is %w", &value.SyntaxError{Offset: int(e.at), Reason: reason})
}

func (e *elements) read() (byte, error) {
	c, err := e.text.ReadByte()
	if err == nil {
		e.at++
	}
	return c, err
}

func (e *elements) unread() {
	e.text.UnreadByte()
	e.at--
}

// skip is the next byte that is not white space.
func (e *elements) skip() (byte, error) {
	for {
		c, err := e.read()
		if err == io.EOF {
			err = e.bad("it ends too early")
		}
		if err != nil || c != ' ' && c != '\n' && c != '\r' && c != '\t' {
			return c, err
		}
	}
}

// scan reads the text of one value into the buffer, or over it. It finds the
// end only; whether the text is JSON is for others to say.
func (e *elements) scan(keep bool) error {
	e.buf = e.buf[:0]
	if _, err := e.skip(); err != nil {
		return err
	}
	e.unread()
	depth, quoted := 0, false
	for {
		c, err := e.read()
		if err == io.EOF && depth == 0 && !quoted {
			return nil
		}
		if err == io.EOF {
			err = e.bad("it ends too early")
		}
		if err != nil {
			return err
		}
		if !quoted && depth == 0 && (c == ',' || c == ']' || c == '}' || c == ':') {
			e.unread()
			return nil
		}
		if keep {
			if e.buf = append(e.buf, c); len(e.buf) > maxItem+1024 {
				return errLongItem
			}
		}
		switch {
		case quoted && c == '\\':
			if c, err = e.read(); err != nil {
				return e.bad("it ends too early")
			}
			if keep {
				e.buf = append(e.buf, c)
			}
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '[' || c == '{':
			depth++
		case c == ']' || c == '}':
			depth--
		}
	}
}

// value is the value that comes next.
func (e *elements) value() (value.Value, error) {
	if err := e.scan(true); err != nil {
		return value.Absent, err
	}
	v, err := value.Parse(string(e.buf))
	var wrong *value.SyntaxError
	if errors.As(err, &wrong) {
		return v, fmt.Errorf("the object is %w", &value.SyntaxError{Offset: int(e.at) - len(e.buf) + wrong.Offset, Reason: wrong.Reason})
	}
	return v, err
}

// key is the key that comes next, and the colon after it.
func (e *elements) key() (string, error) {
	v, err := e.value()
	if err != nil {
		return "", err
	}
	key, ok := v.AsString()
	if !ok {
		return "", e.bad("a key must be a string")
	}
	if c, err := e.skip(); err != nil || c != ':' {
		return "", errors.Join(err, e.bad("a colon is missing"))
	}
	return key, nil
}

// more tells whether there is an element before the closing bracket.
func (e *elements) more(first bool, closing byte) (bool, error) {
	c, err := e.skip()
	switch {
	case err != nil:
		return false, err
	case c == closing:
		return false, nil
	case first:
		e.unread()
		return true, nil
	case c != ',':
		return false, e.bad("a comma is missing")
	}
	return true, nil
}

// enter goes to the element of the array, or the member of the object, that
// comes next.
func (e *elements) enter(step string) (found bool, err error) {
	c, err := e.skip()
	if err != nil || c != '[' && c != '{' {
		return false, err
	}
	closing := c + 2 // ']' and '}' lie so in ASCII
	index, notIndex := strconv.Atoi(step)
	for i := 0; ; i++ {
		if more, err := e.more(i == 0, closing); !more {
			return false, err
		}
		if c == '{' {
			key, err := e.key()
			if err != nil || key == step {
				return err == nil, err
			}
		} else if notIndex == nil && i == index {
			return true, nil
		}
		if err := e.scan(false); err != nil {
			return false, err
		}
	}
}

func (e *elements) next() (Item, error) {
	if e.ended {
		return Item{}, io.EOF
	}
	closing := byte(']')
	if e.object {
		closing = '}'
	}
	more, err := e.more(!e.begun, closing)
	if err != nil {
		return Item{}, err
	}
	if !more {
		e.ended = true
		return Item{}, e.rest()
	}
	e.begun = true
	key := ""
	if e.object {
		if key, err = e.key(); err != nil {
			return Item{}, err
		}
	}
	v, err := e.value()
	if err != nil {
		return Item{}, err
	}
	if e.object {
		v = value.Object(value.M("Key", value.String(key)), value.M("Value", v))
	}
	return Item{Key: key, Value: v}, nil
}

// rest is io.EOF, unless something follows the value that is the whole text.
func (e *elements) rest() error {
	for !e.inside {
		c, err := e.read()
		if err != nil {
			return err
		}
		if c != ' ' && c != '\n' && c != '\r' && c != '\t' {
			return e.bad("something follows the value")
		}
	}
	return io.EOF
}
