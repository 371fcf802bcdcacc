package dataset

import (
	"bytes"
	"compress/gzip"
	"crypto/md5"
	"encoding/hex"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"github.com/stateboard/stateboard/asl/value"
)

// memory is a store in memory.
type memory map[string]string

func (o memory) Open(bucket, key string) (*Body, error) {
	if s, ok := o[bucket+"/"+key]; ok {
		return NewBody(strings.NewReader(s), int64(len(s)), nil), nil
	}
	return nil, errors.New("no such key")
}

func (o memory) List(bucket, prefix string) ([]Object, error) {
	var list []Object
	for k, s := range o {
		if key, ok := strings.CutPrefix(k, bucket+"/"); ok && strings.HasPrefix(key, prefix) {
			list = append(list, Object{Key: key, Size: int64(len(s))})
		}
	}
	slices.SortFunc(list, func(a, b Object) int { return strings.Compare(a.Key, b.Key) })
	return list, nil
}

func (o memory) Put(bucket, key string, content []byte) error {
	o[bucket+"/"+key] = string(content)
	return nil
}

// read reads a whole dataset, n items at a time.
func read(s Store, r Request, n int) (string, error) {
	d, err := Open(s, r)
	if err != nil {
		return "", err
	}
	defer d.Close()
	var got []string
	for more := true; more; {
		var items []Item
		if items, more, err = d.Next(n); err != nil {
			return "", err
		}
		for _, item := range items {
			text := item.Value.JSON()
			if item.Key != "" {
				text = item.Key + "=" + text
			}
			if item.Source != "" {
				text = item.Source + ":" + text
			}
			got = append(got, text)
		}
	}
	return strings.Join(got, " "), nil
}

func gz(s string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write([]byte(s))
	z.Close()
	return b.String()
}

func zst(s string) string {
	var b bytes.Buffer
	z, _ := zstd.NewWriter(&b)
	z.Write([]byte(s))
	z.Close()
	return b.String()
}

func TestRead(t *testing.T) {
	table := parquetOf(t, []struct {
		N int64 `parquet:"n"`
	}{{1}, {2}})
	rows := "\"b\",\"k1\"\n"
	sum := md5.Sum([]byte(gz(rows)))
	s := memory{
		"b/list.json": `[1, {"a": 2}]`, "b/object.json": `{"k": 1, "l": [2]}`, "b/deep.json": `{"x": [1, {"y": "]"}], "a": {"b/c": [[], [7]]}}`, "b/one.json": `1`,
		"b/packed.json.gz": gz("[1]"), "b/packed.jsonl.zst": zst("1\n2"), "b/packed.csv.zstd": zst("a\n1\n"), "b/t.parquet": table, "b/t.parquet.gz": gz(table), "b/bad.parquet": "PAR1 nothing at all PAR1",
		"b/broken.json": `[1, 2`, "b/more.json": `[1] 2`, "b/comma.json": `[1 2]`, "b/empty.json": " ", "b/none.json": "[ ]", "b/wrong.json": `[1, {"a": tru}]`, "b/trailing.json": `[1,]`,
		"b/lines.jsonl": "{\"a\":1}\n\n2\n", "b/bad.jsonl": "1\n{\n", "b/long.jsonl": strings.Repeat("1", maxItem+2), "b/not.gz": "[1]",
		"b/rows.csv": "id|text\r\n1|\"a|b \"\"c\"\"\"\n\n2|x|y\n3\n", "b/bare.csv": "1,2\n",
		"b/backslash.csv": "path,size\nC:\\\\Program Files\\\\My\\App.exe,6\\,5\n\"a\\\"b\\\\\",{\"\"k\"\":1}\n", "b/header.csv": strings.Repeat("h,", maxHeader),
		"b/inventory/manifest.json": `{"destinationBucket": "arn:aws:s3:::inv", "fileFormat": "CSV", "fileSchema": "Bucket, Key", "files": [{"key": "data.csv.gz", "MD5checksum": "` + hex.EncodeToString(sum[:]) + `"}]}`,
		"b/changed/manifest.json":   `{"destinationBucket": "arn:aws:s3:::inv", "fileSchema": "Bucket, Key", "files": [{"key": "data.csv.gz", "MD5checksum": "00"}]}`,
		"b/orc/manifest.json":       `{"fileFormat": "ORC", "files": []}`,
		"b/parquet/manifest.json":   `{"fileFormat": "Parquet", "files": [{"key": "t.parquet"}]}`,
		"inv/data.csv.gz":           gz(rows),
		"b/unload-manifest.csv":     "s3://b/lines.jsonl\ns3://b/packed.jsonl.zst\n", "b/astray-manifest.csv": "b/lines.jsonl\n",
		"b/many/1.json": `[1,2]`, "b/many/2.json": `[3]`, "b/many/3.json": `[]`,
	}
	for _, c := range []struct {
		name    string
		request Request
		want    string
	}{
		{"array", Request{Key: "list.json"}, `1 {"a":2}`},
		{"object", Request{Key: "object.json", InputType: "JSON"}, `k={"Key":"k","Value":1} l={"Key":"l","Value":[2]}`},
		{"pointer", Request{Key: "deep.json", Pointer: "/a/b~1c/1"}, `7`},
		{"pointer to an object", Request{Key: "deep.json", Pointer: "/x/1"}, `y={"Key":"y","Value":"]"}`},
		{"pointer astray", Request{Key: "deep.json", Pointer: "/a/x"}, `! /a/x leads nowhere`},
		{"pointer into a scalar", Request{Key: "deep.json", Pointer: "/x/0/1"}, `! leads nowhere`},
		{"pointer beyond", Request{Key: "deep.json", Pointer: "/x/2"}, `! leads nowhere`},
		{"scalar", Request{Key: "one.json"}, `! non-iterable`},
		{"empty array", Request{Key: "none.json"}, ``},
		{"empty text", Request{Key: "empty.json"}, `! ends too early`},
		{"broken", Request{Key: "broken.json"}, `! ends too early`},
		{"two values", Request{Key: "more.json"}, `! something follows`},
		{"no comma", Request{Key: "comma.json"}, `! not JSON at byte 3`},
		{"wrong word", Request{Key: "wrong.json"}, `! not JSON at byte 10`},
		{"trailing comma", Request{Key: "trailing.json"}, `! not JSON at byte 3`},
		{"gzip", Request{Key: "packed.json.gz"}, `1`},
		{"zstd", Request{Key: "packed.jsonl.zst", InputType: "JSONL"}, `1 2`},
		{"zstd by its longer name", Request{Key: "packed.csv.zstd", InputType: "CSV", HeaderRow: true}, `{"a":"1"}`},
		{"no gzip", Request{Key: "not.gz"}, `! not.gz cannot be unpacked`},
		{"lines", Request{Key: "lines.jsonl", InputType: "JSONL"}, `{"a":1} 2`},
		{"bad line", Request{Key: "bad.jsonl", InputType: "JSONL"}, `! line 2`},
		{"long line", Request{Key: "long.jsonl", InputType: "JSONL"}, `! 8 MB`},
		{"csv of two columns by one name", Request{Key: "bare.csv", InputType: "CSV", Headers: []string{"a", "a"}}, `! duplicates`},
		{"csv", Request{Key: "rows.csv", InputType: "CSV", HeaderRow: true, Delimiter: "PIPE"}, `{"id":"1","text":"a|b \"c\""} {"id":"2","text":"x"} {"id":"3","text":""}`},
		{"csv, headers given", Request{Key: "bare.csv", InputType: "CSV", Headers: []string{"a", "b", "c"}}, `{"a":"1","b":"2","c":""}`},
		{"csv, backslashes", Request{Key: "backslash.csv", InputType: "CSV", HeaderRow: true}, `{"path":"C:\\Program Files\\MyApp.exe","size":"6,5"} {"path":"a\"b\\","size":"{\"k\":1}"}`},
		{"csv, long header", Request{Key: "header.csv", InputType: "CSV", HeaderRow: true}, `! 10 KiB`},
		{"csv, wrong delimiter", Request{Key: "bare.csv", InputType: "CSV", Delimiter: "X"}, `! CSVDelimiter`},
		{"most", Request{Key: "list.json", MaxItems: 1}, `1`},
		{"inventory", Request{Key: "inventory/manifest.json", InputType: "MANIFEST", Manifest: "S3_INVENTORY"}, `inv/data.csv.gz:{"Bucket":"b","Key":"k1"}`},
		{"inventory, changed", Request{Key: "changed/manifest.json", InputType: "MANIFEST"}, `! MD5`},
		{"inventory of ORC", Request{Key: "orc/manifest.json", InputType: "MANIFEST"}, `! ORC`},
		{"inventory of Parquet", Request{Key: "parquet/manifest.json", Manifest: "S3_INVENTORY"}, `b/t.parquet:{"n":1} b/t.parquet:{"n":2}`},
		{"athena", Request{Key: "unload-manifest.csv", InputType: "JSONL", Manifest: "ATHENA_DATA"}, `b/lines.jsonl:{"a":1} b/lines.jsonl:2 b/packed.jsonl.zst:1 b/packed.jsonl.zst:2`},
		{"athena astray", Request{Key: "astray-manifest.csv", InputType: "JSONL", Manifest: "ATHENA_DATA"}, `! no s3://BUCKET/KEY`},
		{"athena of JSON", Request{Key: "unload-manifest.csv", InputType: "JSON", Manifest: "ATHENA_DATA"}, `! CSV, JSONL or PARQUET`},
		{"flatten", Request{List: true, Prefix: "many/", Flatten: true}, `b/many/1.json:1 b/many/1.json:2 b/many/2.json:3`},
		{"flatten, most", Request{List: true, Prefix: "many/", Flatten: true, MaxItems: 2}, `b/many/1.json:1 b/many/1.json:2`},
		{"parquet", Request{Key: "t.parquet", InputType: "PARQUET"}, `{"n":1} {"n":2}`},
		{"parquet, packed", Request{Key: "t.parquet.gz", InputType: "PARQUET"}, `{"n":1} {"n":2}`},
		{"parquet, bad", Request{Key: "bad.parquet", InputType: "PARQUET"}, `! the Parquet footer has`},
		{"no parquet", Request{Key: "list.json", InputType: "PARQUET"}, `! no Parquet`},
		{"unknown type", Request{Key: "list.json", InputType: "XML"}, `! "XML"`},
		{"missing", Request{Key: "none"}, `! no such key`},
	} {
		c.request.Bucket = "b"
		for _, n := range []int{1, 100} {
			got, err := read(s, c.request, n)
			if want, wrong := strings.CutPrefix(c.want, "! "); wrong {
				if err == nil || !strings.Contains(err.Error(), want) {
					t.Errorf("%s: %v, %s", c.name, err, got)
				}
			} else if err != nil || got != c.want {
				t.Errorf("%s: %s, %v", c.name, got, err)
			}
		}
	}
	if _, err := Open(nil, Request{}); !errors.Is(err, ErrNoStore) {
		t.Error(err)
	}
}

func TestReadersGoOnFromAnywhere(t *testing.T) {
	s := memory{"b/k": `[0,1,2,3,4]`}
	rs := Readers{}
	r := Request{Bucket: "b", Key: "k"}
	for _, c := range []struct {
		from, n int
		want    string
		more    bool
	}{{0, 2, "0 1", true}, {2, 1, "2", true}, {1, 2, "1 2", true}, {3, 2, "3 4", false}, {4, 9, "4", false}} {
		items, more, err := rs.Next(s, 7, r, int64(c.from), c.n)
		var got []string
		for _, item := range items {
			got = append(got, item.Value.JSON())
		}
		if strings.Join(got, " ") != c.want || more != c.more || err != nil || more != (len(rs) == 1) {
			t.Errorf("from %d: %s, %v, %v, %d open", c.from, strings.Join(got, " "), more, err, len(rs))
		}
	}
	if _, _, err := rs.Next(s, 7, r, 9, 1); err == nil {
		t.Error("items beyond the end are found")
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
		if _, err := d.Open("b", key); err == nil {
			t.Errorf("%s leads out", key)
		}
		if err := d.Put("..", key, nil); err == nil {
			t.Errorf("%s is written", key)
		}
	}
	if _, err := d.Open("b", "none"); err == nil {
		t.Error("a missing object is found")
	}
	if _, err := d.List("none", ""); err == nil {
		t.Error("a missing bucket is listed")
	}
}

func FuzzCSV(f *testing.F) {
	f.Add("a,b\n1,\"2\n\"\"\"\n\\\"", "COMMA")
	f.Fuzz(func(t *testing.T, s, delimiter string) {
		got, err := read(memory{"b/k": s}, Request{Bucket: "b", Key: "k", InputType: "CSV", HeaderRow: true, Delimiter: delimiter}, 3)
		if err == nil && strings.Count(got, "} {") > len(s) {
			t.Fatalf("%d rows of %d bytes", strings.Count(got, "} {"), len(s))
		}
	})
}

// FuzzJSON holds what is read a piece at a time against what is read whole.
func FuzzJSON(f *testing.F) {
	for _, s := range []string{`[1, {"a": "]\""}]`, `{"a": [1], "b": {}}`, `[1 2]`, "[", `{"a" 1}`, `["\`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, err := read(memory{"b/k": s}, Request{Bucket: "b", Key: "k"}, 2)
		v, whole := value.Parse(s)
		if whole == nil && (v.Kind() == value.ArrayKind || v.Kind() == value.ObjectKind) {
			if err != nil {
				t.Fatalf("%q: %v", s, err)
			}
		} else if err == nil {
			t.Fatalf("%q reads as %s", s, got)
		}
	})
}
