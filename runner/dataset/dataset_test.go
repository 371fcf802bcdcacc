package dataset

import (
	"bytes"
	"compress/gzip"
	"errors"
	"strings"
	"testing"
)

// objects is a store in memory.
type objects map[string]string

func (o objects) Get(bucket, key string) ([]byte, error) {
	if s, ok := o[bucket+"/"+key]; ok {
		return []byte(s), nil
	}
	return nil, errors.New("no such key")
}

func (o objects) List(bucket, prefix string) ([]Object, error) {
	var list []Object
	for k, s := range o {
		if key, ok := strings.CutPrefix(k, bucket+"/"); ok && strings.HasPrefix(key, prefix) {
			list = append(list, Object{Key: key, Size: int64(len(s))})
		}
	}
	return list, nil
}

func (o objects) Put(bucket, key string, content []byte) error {
	o[bucket+"/"+key] = string(content)
	return nil
}

func TestRead(t *testing.T) {
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	z.Write([]byte("[1]"))
	z.Close()
	s := objects{
		"b/list.json": `[1, {"a": 2}]`, "b/object.json": `{"k": 1, "l": [2]}`, "b/deep.json": `{"a": {"b/c": [[], [7]]}}`, "b/one.json": `1`, "b/packed.json.gz": packed.String(),
		"b/lines.jsonl": "{\"a\":1}\n\n2\n", "b/bad.jsonl": "1\n{\n",
		"b/rows.csv": "id|text\r\n1|\"a|b \"\"c\"\"\"\n\n2|x|y\n3\n", "b/bare.csv": "1,2\n",
		"b/inventory/manifest.json": `{"destinationBucket": "arn:aws:s3:::inv", "fileSchema": "Bucket, Key", "files": [{"key": "data.csv"}]}`, "inv/data.csv": "\"b\",\"k1\"\n",
		"b/many/1.json": `[1,2]`,
	}
	for _, c := range []struct {
		name    string
		request Request
		want    string
	}{
		{"array", Request{Key: "list.json"}, `1 {"a":2}`},
		{"object", Request{Key: "object.json", InputType: "JSON"}, `k={"Key":"k","Value":1} l={"Key":"l","Value":[2]}`},
		{"pointer", Request{Key: "deep.json", Pointer: "/a/b~1c/1"}, `7`},
		{"pointer astray", Request{Key: "deep.json", Pointer: "/a/x"}, `! /a/x leads nowhere`},
		{"scalar", Request{Key: "one.json"}, `! number`},
		{"gzip", Request{Key: "packed.json.gz"}, `1`},
		{"lines", Request{Key: "lines.jsonl", InputType: "JSONL"}, `{"a":1} 2`},
		{"bad line", Request{Key: "bad.jsonl", InputType: "JSONL"}, `! line 2`},
		{"csv", Request{Key: "rows.csv", InputType: "CSV", HeaderRow: true, Delimiter: "PIPE"}, `{"id":"1","text":"a|b \"c\""} {"id":"2","text":"x"} {"id":"3","text":""}`},
		{"csv, headers given", Request{Key: "bare.csv", InputType: "CSV", Headers: []string{"a", "b", "c"}}, `{"a":"1","b":"2","c":""}`},
		{"most", Request{Key: "list.json", MaxItems: 1}, `1`},
		{"manifest", Request{Key: "inventory/manifest.json", InputType: "MANIFEST"}, `{"Bucket":"b","Key":"k1"}`},
		{"flatten", Request{List: true, Prefix: "many/", Flatten: true}, `1 2`},
		{"parquet", Request{Key: "list.json", InputType: "PARQUET"}, `! PARQUET`},
		{"missing", Request{Key: "none"}, `! no such key`},
	} {
		c.request.Bucket = "b"
		items, err := Read(s, c.request)
		var got []string
		for _, item := range items {
			text := item.Value.JSON()
			if item.Key != "" {
				text = item.Key + "=" + text
			}
			got = append(got, text)
		}
		if want, wrong := strings.CutPrefix(c.want, "! "); wrong {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%s: %v", c.name, err)
			}
		} else if err != nil || strings.Join(got, " ") != c.want {
			t.Errorf("%s: %s, %v", c.name, strings.Join(got, " "), err)
		}
	}
	if _, err := Read(nil, Request{}); !errors.Is(err, ErrNoStore) {
		t.Error(err)
	}
}

func TestDirKeepsToItsFolder(t *testing.T) {
	d := Dir(t.TempDir())
	if err := d.Put("b", "x/y.txt", []byte("hello")); err != nil {
		t.Fatal(err)
	}
	list, err := d.List("b", "x/")
	if err != nil || len(list) != 1 || list[0].Key != "x/y.txt" || list[0].Size != 5 || len(list[0].ETag) != 34 {
		t.Errorf("%+v %v", list, err)
	}
	for _, key := range []string{"../../etc/passwd", "..", "/etc/passwd/../../../x"} {
		if _, err := d.Get("b", key); err == nil {
			t.Errorf("%s leads out", key)
		}
		if err := d.Put("..", key, nil); err == nil {
			t.Errorf("%s is written", key)
		}
	}
	if _, err := d.Get("b", "none"); err == nil {
		t.Error("a missing object is found")
	}
	if _, err := d.List("none", ""); err == nil {
		t.Error("a missing bucket is listed")
	}
}

func FuzzCSV(f *testing.F) {
	f.Add("a,b\n1,\"2\n\"\"\"\n\\\"", "COMMA")
	f.Fuzz(func(t *testing.T, s, delimiter string) {
		r := Request{HeaderRow: true, Delimiter: delimiter}
		items, err := r.csv(s)
		if err == nil && len(items) > len(s) {
			t.Fatalf("%d rows of %d bytes", len(items), len(s))
		}
	})
}
