package jsonpath

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stateboard/stateboard/asl/value"
)

func TestKindsOfPaths(t *testing.T) {
	for src, want := range map[string]struct{ definite, reference bool }{
		"$":                {true, true},
		"$.a.b[0]":         {true, true},
		"$['a']['b'][-1]":  {true, true},
		"$$.Task.Token":    {true, true},
		"$x.y":             {true, true},
		"$['a','b']":       {true, false},
		"$['a','b'].c":     {false, false},
		"$.a[0,1]":         {false, false},
		"$.a[0:1]":         {false, false},
		"$.a[*]":           {false, false},
		"$..a":             {false, false},
		"$.a[?(@.b)]":      {false, false},
		"$.a.length()":     {true, false},
		"$.a[*].length()":  {false, false},
		"$.items[0].order": {true, true},
	} {
		p := MustCompile(src)
		if p.Definite() != want.definite || p.IsReference() != want.reference {
			t.Errorf("%s: definite %v, reference %v", src, p.Definite(), p.IsReference())
		}
		if p.String() != src {
			t.Errorf("%s is written %s", src, p)
		}
	}
	if p := MustCompile("$total.net"); p.Root() != VariableRoot || p.Variable() != "total" || p.IsRoot() {
		t.Errorf("root %d, variable %q", p.Root(), p.Variable())
	}
	if got := strings.Join(MustCompile("$.a['b c'][2]").Names(), "|"); got != "a|b c|2" {
		t.Errorf("names %s", got)
	}
}

func TestNothingAtTheRoot(t *testing.T) {
	for _, src := range []string{"$", "$.a", "$$", "$$.a[0]", "$x"} {
		var none *NotFoundError
		if v, err := MustCompile(src).Get(Env{}); !errors.As(err, &none) {
			t.Errorf("%s: %s, %v", src, v.JSON(), err)
		}
	}
}

func TestColumnsCountCharacters(t *testing.T) {
	const src = "$.größe.["
	_, err := Compile(src)
	var bad *SyntaxError
	if !errors.As(err, &bad) {
		t.Fatalf("%v", err)
	}
	if got := bad.Column(src); got != 9 {
		t.Errorf("column %d of %s", got, err)
	}
}

func TestSetSharesWhatItDoesNotTouch(t *testing.T) {
	root := value.MustParse(`{"a":{"deep":[1,2,3]},"b":{"c":1}}`)
	out, err := MustCompile("$.b.c").Set(root, value.Int(2))
	if err != nil {
		t.Fatal(err)
	}
	if &out.Get("a").Get("deep").Items()[0] != &root.Get("a").Get("deep").Items()[0] {
		t.Error("the untouched array was copied")
	}
	if root.JSON() != `{"a":{"deep":[1,2,3]},"b":{"c":1}}` {
		t.Error("the document itself was changed")
	}
}

// wide is an array of n arrays of n numbers.
func wide(n int) value.Value {
	rows := make([]value.Value, n)
	for i := range rows {
		cells := make([]value.Value, n)
		for j := range cells {
			cells[j] = value.Int(int64(j))
		}
		rows[i] = value.Array(cells...)
	}
	return value.Array(rows...)
}

func deep(n int) value.Value {
	v := value.Int(1)
	for range n {
		v = value.Object(value.M("a", v))
	}
	return v
}

func TestCostsAreBounded(t *testing.T) {
	for _, c := range []struct {
		src string
		doc value.Value
	}{
		{"$..*..*..*..*", deep(900)},
		{"$..[?(@..[?(@..a)])]", deep(900)},
		{"$[*][?(@ in $[*][*])]", wide(300)},
		{"$.." + strings.Repeat("*..", 100) + "*", deep(200)},
		{"$[*][?(" + strings.Repeat("@.a == 1 || ", 1000) + "@.a == 2)]", wide(300)},
	} {
		_, err := MustCompile(c.src).Get(Env{Input: c.doc})
		var limit *LimitError
		if !errors.As(err, &limit) {
			t.Errorf("%s was not given up: %v", c.src, err)
		}
	}
	for _, src := range []string{
		"$" + strings.Repeat("[0]", 600),
		"$.a[?(" + strings.Repeat("(", 5000) + "@.a" + strings.Repeat(")", 5000) + ")]",
		"$.a[?(" + strings.Repeat("!", 5000) + "@.a)]",
		"$.a[?(@.a == " + strings.Repeat("[", 5000) + ")]",
		strings.Repeat("$.a[?(@", 1000),
		"$." + strings.Repeat("a", maxSource),
	} {
		if _, err := Compile(src); err == nil {
			t.Errorf("%.30s... was accepted", src)
		}
	}
	if _, err := MustCompile("$..a").Get(Env{Input: deep(900)}); err != nil {
		t.Errorf("a single scan of a deep document: %v", err)
	}
	if v, err := MustCompile("$[*][*]").Get(Env{Input: wide(300)}); err != nil || v.Len() != 90000 {
		t.Errorf("all cells of a large table: %d, %v", v.Len(), err)
	}
}

func FuzzCompile(f *testing.F) {
	for _, s := range []string{
		"$.a.b[0].c", "$..['a','b'][1:2].x", "$.a[?(@.b > 1 && !(@.c =~ /x/i || @.d in ['e',1]))].f", "$$.x", "$v[*]",
		"$.a.length()", "$.sum($.a, 1)", "$.a[?(@.b == {\"c\":[1,null]})]", "$['\\u00e9']",
	} {
		f.Add(s)
	}
	doc := value.MustParse(`{"a":[{"b":1,"c":"x","d":"e","f":[1,2]},{"b":{"c":[1,null]}},3],"x":{"y":null}}`)
	env := Env{Input: doc, Context: doc, Variables: func(string) (value.Value, bool) { return doc, true }}
	f.Fuzz(func(t *testing.T, s string) {
		p, err := Compile(s)
		if err != nil {
			var bad *SyntaxError
			if !errors.As(err, &bad) || bad.Offset < 0 || bad.Offset > len(s) {
				t.Fatalf("%q: %v", s, err)
			}
			return
		}
		v, err := p.Get(env)
		if err == nil && !p.Definite() && !p.function && v.Kind() != value.ArrayKind {
			t.Fatalf("%q is indefinite and gave %s", s, v.JSON())
		}
		if err == nil && v.IsAbsent() {
			t.Fatalf("%q gave neither a value nor an error", s)
		}
		if !p.IsReference() || p.Root() != InputRoot || !utf8.ValidString(s) {
			return
		}
		out, err := p.Set(doc, value.String("new"))
		if err != nil {
			return
		}
		if got, err := p.Get(Env{Input: out}); err != nil || got.Str() != "new" {
			t.Fatalf("%q: what was set is read as %s, %v", s, got.JSON(), err)
		}
	})
}

func BenchmarkDefinite(b *testing.B) {
	p, env := MustCompile("$.a.b[0].c"), Env{Input: value.MustParse(`{"x":1,"a":{"y":1,"b":[{"c":1}]}}`)}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := p.Get(env); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkFilter(b *testing.B) {
	p, env := MustCompile("$[?(@.price > 500)].id"), Env{}
	items := make([]value.Value, 1000)
	for i := range items {
		items[i] = value.Object(value.M("id", value.Int(int64(i))), value.M("price", value.Int(int64(i))))
	}
	env.Input = value.Array(items...)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := p.Get(env); err != nil {
			b.Fatal(err)
		}
	}
}
