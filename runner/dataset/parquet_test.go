package dataset

import (
	"bytes"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/deprecated"
)

// parquetOf is the rows as a Parquet object.
func parquetOf[T any](t *testing.T, rows []T, options ...parquet.WriterOption) string {
	t.Helper()
	var b bytes.Buffer
	w := parquet.NewGenericWriter[T](&b, options...)
	if _, err := w.Write(rows); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestParquet(t *testing.T) {
	type inner struct {
		A *int32   `parquet:"a,optional"`
		B []string `parquet:"b,list"`
	}
	type row struct {
		Text    string            `parquet:"text"`
		Maybe   *string           `parquet:"maybe,optional"`
		Yes     bool              `parquet:"yes"`
		Small   uint8             `parquet:"small"`
		Large   uint64            `parquet:"large"`
		Price   int64             `parquet:"price,decimal(2:18)"`
		Ratio   float32           `parquet:"ratio"`
		At      time.Time         `parquet:"at,timestamp(millisecond)"`
		Day     int32             `parquet:"day,date"`
		ID      [16]byte          `parquet:"id,uuid"`
		Raw     []byte            `parquet:"raw"`
		Bare    []int64           `parquet:"bare"`
		List    []inner           `parquet:"list,list"`
		Group   inner             `parquet:"group"`
		Tags    map[string]int32  `parquet:"tags"`
		Nested  map[string][]bool `parquet:"nested"`
		Ancient deprecated.Int96  `parquet:"ancient"`
	}
	seven, word := int32(7), "w"
	table := parquetOf(t, []row{
		{Text: "a", Maybe: &word, Yes: true, Small: 200, Large: 1<<64 - 1, Price: -5, Ratio: 0.1, At: time.Date(2026, 1, 2, 3, 4, 5, 6e6, time.UTC), Day: 19724,
			ID: [16]byte{0x12, 15: 0xff}, Raw: []byte{0xff, 0}, Bare: []int64{1, 2}, List: []inner{{&seven, []string{"x", "y"}}, {nil, nil}, {&seven, []string{"z"}}},
			Group: inner{nil, []string{"g"}}, Tags: map[string]int32{"k": 1}, Nested: map[string][]bool{"n": {true, false}}, Ancient: deprecated.Int96{1, 0, 2440589}},
		{Text: "b", Price: 12345},
	}, parquet.Compression(&parquet.Zstd))
	got, err := read(memory{"b/k": table}, Request{Bucket: "b", Key: "k", InputType: "PARQUET"}, 10)
	want := `{"text":"a","maybe":"w","yes":true,"small":200,"large":18446744073709551615,"price":-0.05,"ratio":0.1,"at":"2026-01-02T03:04:05.006Z","day":"2024-01-02",` +
		`"id":"12000000-0000-0000-0000-0000000000ff","raw":"/wA=","bare":[1,2],"list":[{"a":7,"b":["x","y"]},{"a":null,"b":[]},{"a":7,"b":["z"]}],` +
		`"group":{"a":null,"b":["g"]},"tags":{"k":1},"nested":{"n":[true,false]},"ancient":"1970-01-02T00:00:00.000000001Z"} ` +
		`{"text":"b","maybe":null,"yes":false,"small":0,"large":0,"price":123.45,"ratio":0,"at":"0001-01-01T00:00:00.000Z","day":"1970-01-01",` +
		`"id":"00000000-0000-0000-0000-000000000000","raw":"","bare":[],"list":[],"group":{"a":null,"b":[]},"tags":{},"nested":{},"ancient":"-4713-11-24T00:00:00.000000000Z"}`
	if err != nil || got != want {
		t.Errorf("%v\n%s\n%s", err, got, want)
	}
}

func TestParquetOfManyRowGroups(t *testing.T) {
	type row struct{ N int }
	rows := make([]row, 1000)
	for i := range rows {
		rows[i].N = i
	}
	s := memory{"b/k": parquetOf(t, rows, parquet.MaxRowsPerRowGroup(130))}
	d, err := Open(s, Request{Bucket: "b", Key: "k", InputType: "PARQUET"})
	if err != nil {
		t.Fatal(err)
	}
	items, more, err := d.Next(2000)
	if err != nil || more || len(items) != 1000 {
		t.Fatal(len(items), more, err)
	}
	for i := range items {
		if n, _ := items[i].Value.Get("N").AsInt(); n != int64(i) {
			t.Fatalf("row %d is %s", i, items[i].Value.JSON())
		}
	}
}

func FuzzParquet(f *testing.F) {
	type row struct {
		A []string `parquet:"a,list"`
		B *int64   `parquet:"b,optional"`
	}
	var b bytes.Buffer
	w := parquet.NewGenericWriter[row](&b)
	w.Write([]row{{A: []string{"x"}}})
	w.Close()
	f.Add(b.String())
	f.Fuzz(func(_ *testing.T, s string) {
		read(memory{"b/k": s}, Request{Bucket: "b", Key: "k", InputType: "PARQUET", MaxItems: 100}, 10)
	})
}
