package dataset

import (
	"errors"
	"fmt"
	"io"

	"github.com/stateboard/stateboard/asl/value"
)

// The service's quotas of a dataset.
const (
	maxItem   = 8 << 20  // bytes of one item
	maxObject = 10 << 30 // bytes of one object, as it lies and unpacked
)

// Request is an ItemReader, evaluated.
type Request struct {
	List      bool // listObjectsV2 rather than getObject
	Bucket    string
	Key       string // of getObject
	Prefix    string // of listObjectsV2
	InputType string // JSON (also ""), JSONL, CSV, PARQUET, MANIFEST
	Manifest  string // ManifestType: S3_INVENTORY (also ""), or ATHENA_DATA whose objects are of the InputType
	Flatten   bool   // LOAD_AND_FLATTEN: the items are in the objects listed
	Headers   []string
	HeaderRow bool   // CSVHeaderLocation FIRST_ROW
	Delimiter string // COMMA, PIPE, SEMICOLON, SPACE, TAB
	Pointer   string // ItemsPointer
	MaxItems  int64  // 0 is all
}

// Item is one element of a dataset. Key is that of an object's member, or "".
// Source is bucket/key of the object it is from where that is not the one
// asked for, otherwise "".
type Item struct {
	Key    string
	Value  value.Value
	Source string
}

// source gives items one after the other, then io.EOF.
type source interface {
	next() (Item, error)
	close()
}

// Reader gives the items of a dataset in order. It is not safe for concurrent
// use.
type Reader struct {
	from  source
	left  int64 // items that may still be read; negative is all
	given int64
	ahead Item // the next item, when have
	have  bool
	err   error // the end or what ended the reading
}

// Open begins to read the items of a request.
func Open(s Store, r Request) (*Reader, error) {
	if s == nil {
		return nil, ErrNoStore
	}
	from, err := r.open(s)
	if err != nil {
		return nil, err
	}
	d := &Reader{from: from, left: -1}
	if r.MaxItems > 0 {
		d.left = r.MaxItems
	}
	return d, nil
}

// atOnce is from how many bytes on no further items are given at once.
const atOnce = 4 << 20

// Next is at most n items, at least one unless there are none, and whether
// there are more after them. Items read before an error are lost.
func (d *Reader) Next(n int) (items []Item, more bool, err error) {
	for size := 0; len(items) < n && size < atOnce && d.peek(); {
		size += d.ahead.Value.Size()
		items = append(items, d.ahead)
		d.ahead, d.have = Item{}, false
		d.given++
	}
	more = d.peek()
	if d.err != nil && d.err != io.EOF {
		return nil, false, d.err
	}
	return items, more, nil
}

// peek makes sure that the next item is there, unless there is none.
func (d *Reader) peek() bool {
	if d.have || d.err != nil {
		return d.have
	}
	if d.left == 0 {
		d.err = io.EOF
		return false
	}
	if d.ahead, d.err = d.from.next(); d.err != nil {
		return false
	}
	if size := d.ahead.Value.Size(); size > maxItem {
		d.err = fmt.Errorf("item %d of the dataset has %d bytes; the limit is 8 MB", d.given, size)
		return false
	}
	d.have = true
	d.left--
	return true
}

// Given is how many items have been given.
func (d *Reader) Given() int64 { return d.given }

// Close lets go of the objects.
func (d *Reader) Close() { d.from.close() }

// Readers are the readers in use, by a number their user gives them. The zero
// Readers has none.
type Readers map[int64]*Reader

// Next is the next at most n items of a dataset from item number from on, and
// whether there are more. The reader stays open as long as there are.
func (rs Readers) Next(s Store, id int64, r Request, from int64, n int) (items []Item, more bool, err error) {
	d := rs[id]
	if d == nil || d.Given() != from {
		rs.Close(id)
		if d, err = Open(s, r); err != nil {
			return nil, false, err
		}
		rs[id] = d
		for d.Given() < from && err == nil {
			if items, more, err = d.Next(int(min(from-d.Given(), 1024))); err == nil && len(items) == 0 {
				err = errors.New("the dataset has fewer items than it had")
			}
		}
	}
	if err == nil {
		items, more, err = d.Next(n)
	}
	if !more {
		rs.Close(id)
	}
	return items, more, err
}

// Close closes one reader, if it is open.
func (rs Readers) Close(id int64) {
	if d := rs[id]; d != nil {
		d.Close()
		delete(rs, id)
	}
}

// CloseAll closes all of them.
func (rs Readers) CloseAll() {
	for id := range rs {
		rs.Close(id)
	}
}

func (r *Request) open(s Store) (source, error) {
	switch {
	case r.List && r.Flatten:
		list, err := s.List(r.Bucket, r.Prefix)
		if err != nil {
			return nil, err
		}
		parts := &objects{store: s, of: *r}
		for _, o := range list {
			parts.list = append(parts.list, place{bucket: r.Bucket, key: o.Key})
		}
		return parts, nil
	case r.List:
		list, err := s.List(r.Bucket, r.Prefix)
		if err != nil {
			return nil, err
		}
		return &listing{list}, nil
	case r.InputType == "MANIFEST" || r.Manifest != "":
		return r.manifest(s)
	}
	return r.object(s, place{bucket: r.Bucket, key: r.Key})
}

// object opens one object in the request's format.
func (r *Request) object(s Store, at place) (source, error) {
	body, err := s.Open(at.bucket, at.key)
	if err != nil {
		return nil, err
	}
	if body.Size() > maxObject {
		body.Close()
		return nil, fmt.Errorf("s3://%s/%s is larger than 10 GB", at.bucket, at.key)
	}
	from, err := r.format(body, at)
	if err != nil {
		body.Close()
		return nil, err
	}
	return &opened{from, body}, nil
}

func (r *Request) format(body *Body, at place) (source, error) {
	if at.md5 != "" {
		if err := verify(body, at); err != nil {
			return nil, err
		}
	}
	if r.InputType == "PARQUET" {
		return openParquet(body, at.key)
	}
	text, err := unpack(body, at.key)
	if err != nil {
		return nil, err
	}
	switch r.InputType {
	case "CSV":
		return r.csv(text)
	case "JSONL":
		return &lines{text: text}, nil
	case "JSON", "":
		return openJSON(text, r.Pointer)
	}
	return nil, fmt.Errorf("InputType is CSV, JSON, JSONL, PARQUET or MANIFEST, not %q", r.InputType)
}

// opened is a source with the body it reads.
type opened struct {
	source
	body *Body
}

func (o *opened) close() {
	o.source.close()
	o.body.Close()
}

// listing gives a list of objects as listObjectsV2 has it.
type listing struct{ list []Object }

func (l *listing) next() (Item, error) {
	if len(l.list) == 0 {
		return Item{}, io.EOF
	}
	o := l.list[0]
	l.list = l.list[1:]
	return Item{Value: value.Object(value.M("Etag", value.String(o.ETag)), value.M("Key", value.String(o.Key)),
		value.M("LastModified", value.Int(o.Modified.Unix())), value.M("Size", value.Int(o.Size)), value.M("StorageClass", value.String("STANDARD")))}, nil
}

func (l *listing) close() {}

// place is where an object is to be found, with its MD5 sum in hexadecimal
// where that is known.
type place struct{ bucket, key, md5 string }

// objects gives the items of several objects, one after the other.
type objects struct {
	store Store
	of    Request
	list  []place
	cur   source // nil between objects
	name  string // of the object it reads
}

func (o *objects) next() (Item, error) {
	for {
		if o.cur == nil {
			if len(o.list) == 0 {
				return Item{}, io.EOF
			}
			at := o.list[0]
			o.list = o.list[1:]
			from, err := o.of.object(o.store, at)
			if err != nil {
				return Item{}, err
			}
			o.cur, o.name = from, at.bucket+"/"+at.key
		}
		item, err := o.cur.next()
		if err == nil {
			item.Source = o.name
			return item, nil
		}
		if err != io.EOF {
			return item, fmt.Errorf("s3://%s: %w", o.name, err)
		}
		o.close()
	}
}

func (o *objects) close() {
	if o.cur != nil {
		o.cur.close()
		o.cur = nil
	}
}
