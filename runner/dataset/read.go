package dataset

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"strings"

	"github.com/stateboard/stateboard/asl/value"
)

// Request is an ItemReader, evaluated.
type Request struct {
	List      bool // listObjectsV2 rather than getObject
	Bucket    string
	Key       string // of getObject
	Prefix    string // of listObjectsV2
	InputType string // JSON, JSONL, CSV, MANIFEST
	Flatten   bool   // LOAD_AND_FLATTEN: the items are in the objects listed
	Headers   []string
	HeaderRow bool   // CSVHeaderLocation FIRST_ROW
	Delimiter string // COMMA, PIPE, SEMICOLON, SPACE, TAB
	Pointer   string // ItemsPointer
	MaxItems  int64  // 0 is all
}

// Item is one element of a dataset. Key is that of an object's member, or "".
type Item struct {
	Key   string
	Value value.Value
}

// Read reads the items of a request.
func Read(s Store, r Request) ([]Item, error) {
	if s == nil {
		return nil, ErrNoStore
	}
	var items []Item
	var err error
	switch {
	case r.List && r.Flatten:
		items, err = r.flatten(s)
	case r.List:
		items, err = r.list(s)
	default:
		items, err = r.object(s, r.Bucket, r.Key)
	}
	if err != nil {
		return nil, err
	}
	if r.MaxItems > 0 && int64(len(items)) > r.MaxItems {
		items = items[:r.MaxItems]
	}
	return items, nil
}

func (r *Request) list(s Store) ([]Item, error) {
	objects, err := s.List(r.Bucket, r.Prefix)
	if err != nil {
		return nil, err
	}
	items := make([]Item, len(objects))
	for i, o := range objects {
		items[i].Value = value.Object(value.M("Etag", value.String(o.ETag)), value.M("Key", value.String(o.Key)),
			value.M("LastModified", value.Int(o.Modified.Unix())), value.M("Size", value.Int(o.Size)), value.M("StorageClass", value.String("STANDARD")))
	}
	return items, nil
}

func (r *Request) flatten(s Store) ([]Item, error) {
	objects, err := s.List(r.Bucket, r.Prefix)
	if err != nil {
		return nil, err
	}
	var all []Item
	for _, o := range objects {
		items, err := r.object(s, r.Bucket, o.Key)
		if err != nil {
			return nil, err
		}
		all = append(all, items...)
	}
	return all, nil
}

// object reads the items of one object.
func (r *Request) object(s Store, bucket, key string) ([]Item, error) {
	content, err := s.Get(bucket, key)
	if err != nil {
		return nil, err
	}
	if content, err = unpack(key, content); err != nil {
		return nil, err
	}
	switch r.InputType {
	case "CSV":
		return r.csv(string(content))
	case "JSONL":
		return lines(string(content))
	case "MANIFEST":
		return r.manifest(s, string(content))
	case "JSON", "":
		return r.json(string(content))
	}
	return nil, fmt.Errorf("the input type %s cannot be read here", r.InputType)
}

// unpack undoes the compression that an object's name tells.
func unpack(key string, content []byte) ([]byte, error) {
	if !strings.HasSuffix(key, ".gz") {
		return content, nil
	}
	z, err := gzip.NewReader(bytes.NewReader(content))
	if err != nil {
		return nil, err
	}
	out, err := io.ReadAll(io.LimitReader(z, maxObject+1))
	if err == nil && len(out) > maxObject {
		err = fmt.Errorf("%s is larger than 1 GB when unpacked", key)
	}
	return out, err
}

func (r *Request) json(s string) ([]Item, error) {
	v, err := value.Parse(s)
	if err != nil {
		return nil, fmt.Errorf("the object is %w", err)
	}
	if r.Pointer != "" {
		if v, err = point(v, r.Pointer); err != nil {
			return nil, err
		}
	}
	return Items(v)
}

// point follows a JSON pointer (RFC 6901).
func point(v value.Value, pointer string) (value.Value, error) {
	for _, step := range strings.Split(strings.TrimPrefix(pointer, "/"), "/") {
		step = strings.ReplaceAll(strings.ReplaceAll(step, "~1", "/"), "~0", "~")
		next := v.Get(step)
		if v.Kind() == value.ArrayKind {
			if i, ok := value.Number(step).AsInt(); ok {
				next = v.At(int(i))
			}
		}
		if next.IsAbsent() {
			return next, fmt.Errorf("ItemsPointer %s leads nowhere in the object", pointer)
		}
		v = next
	}
	return v, nil
}

// Items are the elements of an array, or the members of an object as
// {"Key", "Value"}.
func Items(v value.Value) ([]Item, error) {
	switch v.Kind() {
	case value.ArrayKind:
		items := make([]Item, v.Len())
		for i, item := range v.Items() {
			items[i].Value = item
		}
		return items, nil
	case value.ObjectKind:
		items := make([]Item, v.Len())
		for i, m := range v.Members() {
			items[i] = Item{m.Key, value.Object(value.M("Key", value.String(m.Key)), value.M("Value", m.Value))}
		}
		return items, nil
	}
	return nil, fmt.Errorf("the object must hold an array or an object, not %s", v.Kind())
}

func lines(s string) ([]Item, error) {
	var items []Item
	for i, line := range strings.Split(s, "\n") {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		v, err := value.Parse(line)
		if err != nil {
			return nil, fmt.Errorf("line %d is %w", i+1, err)
		}
		items = append(items, Item{Value: v})
	}
	return items, nil
}

// manifest reads an S3 inventory: a manifest.json that names CSV files, whose
// columns its fileSchema names.
func (r *Request) manifest(s Store, content string) ([]Item, error) {
	m, err := value.Parse(content)
	if err != nil {
		return nil, fmt.Errorf("the manifest is %w", err)
	}
	bucket := m.Get("destinationBucket").Str()
	bucket = bucket[strings.LastIndexByte(bucket, ':')+1:]
	inner := Request{InputType: "CSV"}
	for _, h := range strings.Split(m.Get("fileSchema").Str(), ",") {
		inner.Headers = append(inner.Headers, strings.TrimSpace(h))
	}
	var all []Item
	for _, f := range m.Get("files").Items() {
		from := bucket
		if from == "" {
			from = r.Bucket
		}
		items, err := inner.object(s, from, f.Get("key").Str())
		if err != nil {
			return nil, err
		}
		all = append(all, items...)
	}
	return all, nil
}
