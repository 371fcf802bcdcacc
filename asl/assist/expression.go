package assist

import (
	"strings"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/catalog"
	"github.com/stateboard/stateboard/asl/intrinsic"
	"github.com/stateboard/stateboard/asl/jsonata"
	"github.com/stateboard/stateboard/asl/text"
	"github.com/stateboard/stateboard/asl/value"
)

// expression offers what a path, an intrinsic function or a JSONata expression
// can be made of; false when the value at the caret is none, or need not be.
func (c *completer) expression(f *frame, field *catalog.Field) bool {
	d := dialectOf(f, field, c.key)
	if d == noDialect || c.token != nil && !c.token.Span.Empty() && !c.textual() {
		return false
	}
	e := &expression{completer: c, frame: f, field: field, dialect: d}
	switch {
	case !c.quoted:
		e.whole = true
	case d == jsonataDialect && !strings.HasPrefix(strings.TrimLeft(c.typed, " "), "{%"):
		e.whole = true
	}
	if e.whole {
		e.wholes()
		return d != jsonataDialect
	}
	e.part()
	return true
}

// textual tells whether what stands at the caret is a text, or no value yet.
func (c *completer) textual() bool {
	return c.quoted || isWordByte(c.src[c.token.Span.Start]) && c.token.Text != "true" && c.token.Text != "false" || c.src[c.token.Span.Start] == '$'
}

// expression is one string that is completed.
type expression struct {
	*completer
	frame   *frame
	field   *catalog.Field
	dialect dialect
	whole   bool // items are the whole value, quotes included
}

// put writes an item's text as the whole value or as a part of the string.
func (e *expression) offer(i Item, s string) {
	score, fits := e.list.fits(i.Label)
	if !fits {
		return
	}
	if e.whole {
		if e.dialect == jsonataDialect {
			s = "{% " + s + " %}"
		}
		e.put(score, i, e.stringText(s))
		return
	}
	e.put(score, i, e.partText(s))
}

// wholes offers whole values where no string has been begun.
func (e *expression) wholes() {
	if e.dialect == jsonataDialect {
		e.offer(Item{Label: "{% %}", Kind: KindSnippet, Detail: "an expression", Help: "A JSONata expression.", Again: true}, mark)
		if e.typed == "" {
			e.stateRoots()
		}
		return
	}
	e.roots()
	if e.field != nil && e.field.Types&catalog.Null != 0 {
		e.completer.offer(Item{Label: "null", Kind: KindValue, Help: e.field.Help}, e.valueText(value.Null))
	}
	if e.dialect == payloadDialect {
		e.intrinsics()
	}
}

// part offers what the token at the caret can become.
func (e *expression) part() {
	content := e.src[e.content.Start:max(e.content.End, e.offset)]
	var quote byte
	if s := e.token.Span.Start; s < len(e.src) && quotedAt(e.src, s) {
		quote = e.src[s]
	}
	at := e.offset - e.content.Start
	if e.dialect == jsonataDialect && at < strings.Index(content, "{%")+2 {
		return
	}
	t := tokenAt(e.dialect, content, quote, at)
	if t.kind == literalToken {
		return
	}
	e.before, e.after, e.dash = "", "", false
	typed := content[t.start:at]
	base, last := typed, -1
	if t.kind == pathToken && at > t.root {
		if last = strings.LastIndexByte(typed, '.'); last >= 0 {
			base = typed[:last]
			typed = typed[last+1:]
		}
	}
	e.replace = text.Span{Start: e.content.Start + t.start + max(last, 0), End: e.content.Start + wordStop(content, at)}
	e.list.typed = typed
	switch {
	case last >= 0:
		e.steps(base)
	case t.kind == pathToken && at > t.root:
		e.replace = text.At(e.offset)
	case e.dialect == jsonataDialect:
		e.stateRoots()
		e.functions()
	default:
		e.roots()
		if e.dialect == payloadDialect {
			e.intrinsics()
		}
	}
}

// wordStop is where the word that holds the offset ends.
func wordStop(s string, at int) int {
	sc := scanner{s: s, i: at}
	sc.word(false)
	return sc.i
}

// steps offers what can follow a path.
func (e *expression) steps(base string) {
	if e.dialect == jsonataDialect {
		switch {
		case base == "$states":
			e.statesFields()
			return
		case base == "$states.context" || strings.HasPrefix(base, "$states.context."):
			e.contextSteps(strings.TrimPrefix(strings.TrimPrefix(base, "$states.context"), "."))
			return
		}
	} else if base == "$$" || strings.HasPrefix(base, "$$.") {
		e.contextSteps(strings.TrimPrefix(strings.TrimPrefix(base, "$$"), "."))
		return
	}
	v, real := e.dataAt(base)
	for _, m := range v.Members() {
		i := Item{Label: m.Key, Kind: KindPath}
		if real {
			i.Detail = clip(m.Value.JSON(), 40)
		}
		e.offer(i, step(m.Key, e.dialect))
	}
}

// step is a member's name as a path goes on with it.
func step(key string, d dialect) string {
	sc := scanner{s: key}
	sc.word(false)
	switch {
	case key != "" && sc.i == len(key) && wordStart(key):
		return "." + key
	case d == jsonataDialect:
		return ".`" + strings.ReplaceAll(key, "`", "") + "`"
	}
	return "['" + strings.ReplaceAll(strings.ReplaceAll(key, `\`, `\\`), "'", `\'`) + "']"
}

// contextSteps offers the parts of the context object below a path.
func (e *expression) contextSteps(base string) {
	if base != "" {
		base += "."
	}
	seen := map[string]bool{}
	for _, n := range catalog.Context {
		rest, is := strings.CutPrefix(n.Name, base)
		if !is {
			continue
		}
		name, _, deeper := strings.Cut(rest, ".")
		if seen[name] {
			continue
		}
		seen[name] = true
		help := n.Help
		if deeper {
			help = ""
		}
		e.offer(Item{Label: name, Kind: KindPath, Help: help}, "."+name)
	}
}

// roots offers paths of JSONPath from their beginning.
func (e *expression) roots() {
	form := catalog.FormTemplate
	if e.field != nil {
		form = e.field.Form
	}
	v, real := e.dataAt("$")
	e.offer(Item{Label: "$", Kind: KindPath, Detail: sampleDetail(v, real), Help: "All of the data."}, "$")
	e.pathsBelow("$", v, real, 2)
	if form != catalog.FormResultPath {
		e.variables()
	}
	if form != catalog.FormResultPath && form != catalog.FormInputPathOnly {
		for _, n := range catalog.Context {
			e.offer(Item{Label: "$$." + n.Name, Kind: KindPath, Detail: "context", Help: n.Help}, "$$."+n.Name)
		}
	}
}

func sampleDetail(v value.Value, real bool) string {
	if !real {
		return ""
	}
	return clip(v.JSON(), 40)
}

// pathsBelow offers the members of a value, and their members.
func (e *expression) pathsBelow(base string, v value.Value, real bool, deep int) {
	const widest = 60
	for i, m := range v.Members() {
		if i == widest {
			return
		}
		path := base + step(m.Key, e.dialect)
		e.offer(Item{Label: path, Kind: KindPath, Detail: sampleDetail(m.Value, real)}, path)
		if deep > 1 {
			e.pathsBelow(path, m.Value, real, deep-1)
		}
	}
}

// stateRoots offers what a JSONata expression can begin with: $states and the
// variables.
func (e *expression) stateRoots() {
	for _, n := range statesNames {
		if !e.has(n.Name) {
			continue
		}
		path := "$states." + n.Name
		v, real := e.dataAt(path)
		e.offer(Item{Label: path, Kind: KindPath, Detail: sampleDetail(v, real), Help: n.Help}, path)
		if n.Name != "context" {
			e.pathsBelow(path, v, real, 2)
		}
	}
	e.variables()
}

// statesNames are what $states holds.
var statesNames = []catalog.Name{
	{Name: "input", Help: "The state's input."},
	{Name: "result", Help: "What the work gave."},
	{Name: "errorOutput", Help: "The error that was caught, with Error and Cause."},
	{Name: "context", Help: "What is known of the execution and the state."},
}

// has tells whether $states has a part at the place.
// Source: AWS documentation, "Transforming data with JSONata".
func (e *expression) has(name string) bool {
	caught := e.inCatcher()
	switch name {
	case "result":
		state := e.frames.state()
		if caught || state == nil || e.topField() != "Output" && e.topField() != "Assign" {
			return false
		}
		switch state.node.Get("Type").StringText() {
		case "Task", "Parallel", "Map":
			return true
		}
		return false
	case "errorOutput":
		return caught
	}
	return true
}

func (e *expression) inCatcher() bool {
	for i := len(e.frames) - 1; i >= 0 && e.frames[i].role != stateRole; i-- {
		if e.frames[i].shape == catalog.CatcherShape {
			return true
		}
	}
	return false
}

// topField is the field of the state that the place is in.
func (e *expression) topField() string {
	for i := len(e.frames) - 1; i >= 0; i-- {
		if e.frames[i].role == stateRole {
			if i+1 < len(e.frames) {
				return e.frames[i+1].key
			}
			return e.key
		}
	}
	return ""
}

func (e *expression) statesFields() {
	for _, n := range statesNames {
		if e.has(n.Name) {
			e.offer(Item{Label: n.Name, Kind: KindPath, Help: n.Help}, "."+n.Name)
		}
	}
}

// variables offers the variables that can be read at the place.
func (e *expression) variables() {
	const prefix = "$"
	sample := e.samples[e.frame.path].Variables
	typed, _ := strings.CutPrefix(e.list.typed, prefix)
	fits := func(name string) bool {
		_, fits := match(typed, name)
		return fits
	}
	for _, v := range visible(e.frames, fits) {
		detail := "set in " + v.state
		if s, seen := sample[v.name]; seen {
			detail = clip(s.JSON(), 40)
		}
		e.offer(Item{Label: prefix + v.name, Kind: KindVariable, Detail: detail}, prefix+v.name)
	}
}

// intrinsics offers the functions of JSONPath payloads.
func (e *expression) intrinsics() {
	for i := range intrinsic.Functions {
		f := &intrinsic.Functions[i]
		insert := f.Name + "(" + mark + ")"
		if f.Most == 0 {
			insert = f.Name + "()"
		}
		e.offer(Item{Label: f.Name, Kind: KindFunction, Detail: f.Signature, Help: f.Help, Again: f.Most != 0}, insert)
	}
}

// functions offers the functions of JSONata.
func (e *expression) functions() {
	for i := range jsonata.Functions {
		f := &jsonata.Functions[i]
		insert := "$" + f.Name + "(" + mark + ")"
		if strings.HasSuffix(f.Signature, "()") {
			insert = "$" + f.Name + "()"
		}
		e.offer(Item{Label: "$" + f.Name, Kind: KindFunction, Detail: f.Signature, Help: f.Help}, insert)
	}
}

// isJSONata tells whether the place is in JSONata's hands.
func (f *frame) isJSONata() bool { return f.query == asl.JSONata }
