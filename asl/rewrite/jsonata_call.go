package rewrite

import (
	"strings"
	"unicode/utf8"

	"github.com/stateboard/stateboard/asl/intrinsic"
	"github.com/stateboard/stateboard/asl/jsonpath"
	"github.com/stateboard/stateboard/asl/value"
)

// This file defines what the intrinsic functions are in JSONata.

// callForm is a call of an intrinsic function as a form. A call that says the
// same in every execution is worked out here.
func (c *translation) callForm(call *intrinsic.Call, in form) (form, string) {
	if v, ok := constant(call); ok {
		return fixed{v}, ""
	}
	args := call.Arguments()
	forms := make([]form, len(args))
	for i, a := range args {
		f, why := form(fixed{a.Literal}), ""
		switch {
		case a.Call != nil:
			f, why = c.callForm(a.Call, in)
		case a.Path != nil:
			f, why = c.resolve(a.Path, in)
		}
		if why != "" {
			return nil, why
		}
		forms[i] = f
	}
	w := &speller{}
	f := c.function(w, call, args, forms)
	if made, is := f.(*computed); is && w.why == "" {
		made.used = c.reads()
		if draws(made.src) > drawn(call) {
			w.cannot("a random value would be drawn twice")
		}
	}
	if w.why != "" {
		return nil, w.why
	}
	return f, ""
}

// drawn is how many random values a call draws.
func drawn(call *intrinsic.Call) int {
	n := 0
	switch call.Function() {
	case "States.UUID":
		n = 1
	case "States.MathRandom":
		n = 3 - len(call.Arguments())
	}
	for _, a := range call.Arguments() {
		if a.Call != nil {
			n += drawn(a.Call)
		}
	}
	return n
}

// draws is how many random values an expression draws.
func draws(src string) int { return strings.Count(src, "$uuid()") + strings.Count(src, "$random()") }

// constant is the value of a call that neither reads data nor draws by chance.
func constant(call *intrinsic.Call) (value.Value, bool) {
	if len(call.Paths()) > 0 {
		return value.Absent, false
	}
	for _, f := range call.Functions() {
		if f == "States.UUID" || f == "States.MathRandom" {
			return value.Absent, false
		}
	}
	v, err := call.Eval(jsonpath.Env{}, nil)
	return v, err == nil
}

// function writes one call whose arguments are forms already.
func (c *translation) function(w *speller, call *intrinsic.Call, args []intrinsic.Argument, in []form) form {
	simple := func(src string) *computed { return &computed{src: src, atom: true} }
	switch name := call.Function(); name {
	case "States.Array":
		return row{in}
	case "States.ArrayContains":
		return &computed{src: contains(w, in[0], in[1])}
	case "States.ArrayGetItem":
		return &computed{src: w.operand(in[0]) + "[" + w.index(in[1]) + "]", atom: true, list: true, loose: true}
	case "States.ArrayLength":
		return simple("$count(" + w.strict(in[0]) + ")")
	case "States.ArrayPartition":
		// In brackets, for of an empty list there are no parts, which is nothing.
		return &computed{src: "[$partition(" + w.strict(in[0]) + ", " + w.strict(in[1]) + ")]", atom: true, list: true}
	case "States.ArrayRange":
		return &computed{src: "[$range(" + w.whole(in[0]) + ", " + w.whole(in[1]) + ", " + w.whole(in[2]) + ")]", atom: true, list: true}
	case "States.ArrayUnique":
		return &computed{src: "$distinct(" + w.strict(in[0]) + ")", atom: true, list: true}
	case "States.Base64Encode", "States.Base64Decode":
		w.cannot(name + " works on UTF-8, and JSONata's function on single bytes")
	case "States.Format":
		return c.formatted(w, args, in)
	case "States.Hash":
		return simple("$hash(" + w.strict(in[0]) + ", " + w.strict(in[1]) + ")")
	case "States.JsonMerge":
		return simple("$merge([" + w.strict(in[0]) + ", " + w.strict(in[1]) + "])")
	case "States.JsonToString":
		c.spells = true
		return jsonText(w, in[0])
	case "States.MathAdd":
		return &computed{src: w.whole(in[0]) + " + " + w.whole(in[1])}
	case "States.MathRandom":
		return c.mathRandom(w, in)
	case "States.StringSplit":
		return split1(w, in)
	case "States.StringToJson":
		s := w.strict(in[0])
		return &computed{src: "$trim(" + s + ") = \"\" ? null : $parse(" + s + ")", list: true}
	case "States.UUID":
		return simple("$uuid()")
	default:
		w.cannot("JSONata has nothing for " + name)
	}
	return nil
}

// whole is a number as the intrinsic functions take it: rounded, halves up.
func (w *speller) whole(f form) string {
	if fixed, is := f.(fixed); is {
		if _, whole := fixed.v.AsInt(); whole {
			return w.literal(fixed.v)
		}
	}
	return "$floor(" + w.strict(f) + " + 0.5)"
}

// index is a number that counts the items of an array from 0; below that
// there is none, while JSONata would count from the end.
func (w *speller) index(f form) string {
	if fixed, is := f.(fixed); is {
		if i, whole := fixed.v.AsInt(); whole && i >= 0 {
			return w.literal(fixed.v)
		}
		return w.cannot("the index " + fixed.v.JSON() + " is no whole number from 0")
	}
	i := w.whole(f)
	return i + " >= 0 ? " + i + " : $error(\"the index is below 0\")"
}

func contains(w *speller, list, item form) string {
	if f, is := item.(fixed); is && f.v.Kind() != value.ArrayKind && f.v.Kind() != value.ObjectKind {
		return w.literal(f.v) + " in " + w.operand(list)
	}
	return "$count($filter(" + w.strict(list) + ", function($anItem) { $anItem = " + w.operand(item) + " })) > 0"
}

// formatted is States.Format: texts and values joined by &.
func (c *translation) formatted(w *speller, args []intrinsic.Argument, in []form) form {
	if args[0].Call != nil || args[0].Path != nil {
		w.cannot("the template of States.Format is not a text")
		return nil
	}
	template := args[0].Template
	if template == "" {
		template = args[0].Literal.Str()
	}
	texts := pieces(template)
	if len(texts) != len(in) {
		w.cannot("States.Format has another number of places than of values")
		return nil
	}
	var parts []string
	text := false // whether one of the first two parts is a text already
	for i, s := range texts {
		if s != "" {
			parts = append(parts, value.Quote(s))
			text = true
		}
		if i+1 < len(in) {
			if f, is := in[i+1].(fixed); !is || f.v.Kind() != value.StringKind {
				c.spells = true
			}
			parts = append(parts, w.operand(in[i+1]))
		}
	}
	if len(parts) == 1 && !text {
		parts = append([]string{`""`}, parts...)
	}
	return &computed{src: strings.Join(parts, " & "), atom: len(parts) == 1}
}

// pieces are the texts around the places {} of a template, escapes resolved.
func pieces(template string) []string {
	list := []string{""}
	for i := 0; i < len(template); i++ {
		last := &list[len(list)-1]
		switch {
		case template[i] == '\\' && i+1 < len(template) && strings.IndexByte(`'{}\`, template[i+1]) >= 0:
			i++
			*last += template[i : i+1]
		case strings.HasPrefix(template[i:], "{}"):
			i++
			list = append(list, "")
		default:
			*last += template[i : i+1]
		}
	}
	return list
}

// jsonText is States.JsonToString: $string, but for texts, which it would
// leave as they are.
func jsonText(w *speller, f form) form {
	switch f.(type) {
	case record, row, merged:
		return &computed{src: "$string(" + w.expr(f) + ")", atom: true}
	}
	s := w.operand(f)
	boxed := "$string({\"v\": " + s + "})"
	return &computed{src: "$type(" + s + ") = \"string\" ? $substring(" + boxed + ", 5, $length(" + boxed + ") - 6) : $string(" + s + ")"}
}

// mathRandom is States.MathRandom.
func (c *translation) mathRandom(w *speller, in []form) form {
	start, end := w.whole(in[0]), w.whole(in[1])
	seed := ""
	if len(in) == 3 {
		seed = w.whole(in[2])
	}
	for _, f := range in[:2] {
		if _, written := f.(fixed); !written {
			w.cannot("States.MathRandom fails where its start is not below its end, and only numbers written here tell that")
		}
	}
	return &computed{src: "$floor($random(" + seed + ") * (" + end + " - " + start + ")) + " + start}
}

// split1 is States.StringSplit: at each of the separators, without empty
// parts.
func split1(w *speller, in []form) form {
	f, is := in[1].(fixed)
	separators, text := f.v.AsString()
	if !is || !text || separators == "" {
		w.cannot("the separators of States.StringSplit are not a text that is written here")
		return nil
	}
	at := value.Quote(separators)
	if utf8.RuneCountInString(separators) > 1 {
		at = "/[" + inClass(separators) + "]/"
	}
	return &computed{src: "[$split(" + w.strict(in[0]) + ", " + at + ")[$ != \"\"]]", atom: true, list: true}
}

// inClass writes characters for between the brackets of a regular expression.
func inClass(chars string) string {
	var b strings.Builder
	for _, r := range chars {
		if r < 0x80 && !('a' <= r|0x20 && r|0x20 <= 'z' || '0' <= r && r <= '9' || r == ' ') {
			b.WriteString(escapedRune(r))
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// escapedRune is an ASCII character that means itself in a regular expression.
func escapedRune(r rune) string {
	switch r {
	case '\n':
		return `\n`
	case '\r':
		return `\r`
	case '\t':
		return `\t`
	}
	if r < ' ' || r == '\\' { // JSONata takes what follows \\ for escaped
		const hex = "0123456789abcdef"
		return `\x` + string(hex[r>>4]) + string(hex[r&15])
	}
	return `\` + string(r)
}
