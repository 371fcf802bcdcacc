package dataset

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/parquet-go/parquet-go"

	"github.com/stateboard/stateboard/asl/value"
)

// The service's quotas of a Parquet object.
const (
	maxRowGroup = 256 << 20
	maxFooter   = 5 << 20
)

// columns gives the rows of a Parquet object as objects, in the order of its
// columns.
type columns struct {
	root   *parquet.Column
	groups []parquet.RowGroup // not begun yet
	rows   parquet.Rows       // of the one that has; nil between them
	buf    []parquet.Row
	ready  []parquet.Row // of buf, those not given yet
	cols   columnValues
}

func openParquet(body *Body, key string) (from source, err error) {
	defer damaged(&err)
	var content io.ReaderAt = body
	size := body.Size()
	if isPacked(key) {
		b, err := whole(body, key, maxPackedTable)
		if err != nil {
			return nil, err
		}
		content, size = bytes.NewReader(b), int64(len(b))
	}
	var tail [8]byte
	if size < 12 {
		return nil, errors.New("the object is no Parquet: it is too short")
	}
	if _, err := content.ReadAt(tail[:], size-8); err != nil {
		return nil, err
	}
	if n := binary.LittleEndian.Uint32(tail[:]); string(tail[4:]) == "PAR1" && n > maxFooter {
		return nil, fmt.Errorf("the Parquet footer has %d bytes; the limit is 5 MB", n)
	}
	file, err := parquet.OpenFile(content, size, parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true))
	if err != nil {
		return nil, fmt.Errorf("the object is no Parquet that can be read: %w", err)
	}
	for i, g := range file.Metadata().RowGroups {
		if g.TotalByteSize > maxRowGroup {
			return nil, fmt.Errorf("the Parquet row group %d has %d bytes; the limit is 256 MB", i, g.TotalByteSize)
		}
	}
	return &columns{root: file.Root(), groups: file.RowGroups(), buf: make([]parquet.Row, 64)}, nil
}

// damaged turns a panic over a damaged object into an error.
func damaged(err *error) {
	if trouble := recover(); trouble != nil {
		*err = fmt.Errorf("the Parquet object is damaged: %v", trouble)
	}
}

func (c *columns) next() (item Item, err error) {
	defer damaged(&err)
	for len(c.ready) == 0 {
		if c.rows == nil {
			if len(c.groups) == 0 {
				return item, io.EOF
			}
			c.rows = c.groups[0].Rows()
			c.groups = c.groups[1:]
		}
		n, err := c.rows.ReadRows(c.buf)
		c.ready = c.buf[:n]
		if n == 0 {
			if err != nil && err != io.EOF {
				return item, fmt.Errorf("the Parquet object cannot be read: %w", err)
			}
			c.close()
		}
	}
	c.cols = c.cols[:0]
	c.ready[0].Range(func(_ int, values []parquet.Value) bool {
		c.cols = append(c.cols, values)
		return true
	})
	c.ready = c.ready[1:]
	return Item{Value: group(c.root, c.cols)}, nil
}

func (c *columns) close() {
	if c.rows != nil {
		c.rows.Close()
		c.rows = nil
	}
}

// columnValues are, by the index of the leaf column, the values that belong to
// one row, or to one element of a list in it.
type columnValues [][]parquet.Value

// first is the first leaf under a column.
func first(c *parquet.Column) *parquet.Column {
	for !c.Leaf() {
		if len(c.Columns()) == 0 {
			panic("a group without columns")
		}
		c = c.Columns()[0]
	}
	return c
}

// missing tells whether a column has no value: an optional one null, a
// repeated one no elements.
func missing(c *parquet.Column, cols columnValues) bool {
	values := cols[first(c).Index()]
	return len(values) == 0 || values[0].DefinitionLevel() < c.MaxDefinitionLevel()
}

// field is the value of a column.
func field(c *parquet.Column, cols columnValues) value.Value {
	switch {
	case c.Repeated():
		return array(c, cols, content)
	case missing(c, cols):
		return value.Null
	}
	return content(c, cols)
}

// content is the value of a column that is there.
func content(c *parquet.Column, cols columnValues) value.Value {
	if c.Leaf() {
		return scalar(c.Type(), cols[c.Index()][0])
	}
	if inner := c.Columns(); len(inner) == 1 && inner[0].Repeated() {
		switch kind := logical(c.Type()); {
		case kind == isList:
			return array(inner[0], cols, element(c, inner[0]))
		case kind == isMap && !inner[0].Leaf() && len(inner[0].Columns()) > 0:
			return pairs(inner[0], cols)
		}
	}
	return group(c, cols)
}

func group(c *parquet.Column, cols columnValues) value.Value {
	members := make([]value.Member, 0, len(c.Columns()))
	for _, inner := range c.Columns() {
		members = append(members, value.M(inner.Name(), field(inner, cols)))
	}
	return value.Object(members...)
}

// element tells how the elements of a list are laid out: in the only field of
// the repeated group, or, as older writers have it, as that group itself.
func element(list, repeated *parquet.Column) func(*parquet.Column, columnValues) value.Value {
	if repeated.Leaf() || len(repeated.Columns()) != 1 || repeated.Name() == "array" || repeated.Name() == list.Name()+"_tuple" {
		return content
	}
	return func(c *parquet.Column, cols columnValues) value.Value { return field(c.Columns()[0], cols) }
}

// array is the elements of a repeated column.
func array(c *parquet.Column, cols columnValues, of func(*parquet.Column, columnValues) value.Value) value.Value {
	var items []value.Value
	for _, part := range split(c, cols) {
		items = append(items, of(c, part))
	}
	return value.Array(items...)
}

// pairs is the entries of a map: an object, whose keys are strings.
func pairs(c *parquet.Column, cols columnValues) value.Value {
	var members []value.Member
	inner := c.Columns()
	for _, part := range split(c, cols) {
		key, v := field(inner[0], part), value.Null
		if len(inner) > 1 {
			v = field(inner[1], part)
		}
		name, ok := key.AsString()
		if !ok {
			name = key.JSON()
		}
		members = append(members, value.M(name, v))
	}
	return value.Object(members...)
}

// split takes the values of a repeated column apart by its elements.
func split(c *parquet.Column, cols columnValues) []columnValues {
	if missing(c, cols) {
		return nil
	}
	var parts []columnValues
	each(c, func(leaf *parquet.Column) {
		values, n := cols[leaf.Index()], 0
		for len(values) > 0 {
			end := 1
			for end < len(values) && values[end].RepetitionLevel() > c.MaxRepetitionLevel() {
				end++
			}
			if n == len(parts) {
				parts = append(parts, make(columnValues, len(cols)))
			}
			parts[n][leaf.Index()] = values[:end]
			values = values[end:]
			n++
		}
	})
	return parts
}

// each calls f for the leaves under a column.
func each(c *parquet.Column, f func(leaf *parquet.Column)) {
	if c.Leaf() {
		f(c)
	}
	for _, inner := range c.Columns() {
		each(inner, f)
	}
}
