package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/check"
	"github.com/stateboard/stateboard/asl/diag"
	"github.com/stateboard/stateboard/asl/file"
	"github.com/stateboard/stateboard/asl/text"
)

const validateUsage = "validate [--format text|json] [--type STANDARD|EXPRESS] FILE..."

// validateCommand checks definitions: 0 when none has an error, 1 when one
// has, 2 when a file could not be checked.
func validateCommand(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	flags := newFlags("validate")
	format := flags.String("format", "text", "text for people, json for programs")
	kind := flags.String("type", check.Standard, "the type of state machine, STANDARD or EXPRESS")
	if status, ok := parse(flags, validateUsage, args, 1, -1, stdout, stderr); !ok {
		return status
	}
	if *format != "text" && *format != "json" {
		return complain(stderr, "--format is text or json, not %q", *format)
	}
	if *kind != check.Standard && *kind != check.Express {
		return complain(stderr, "--type is STANDARD or EXPRESS, not %q", *kind)
	}
	status := yes
	var findings []located
	for _, path := range flags.Args() {
		doc, err := readDefinition(path, stdin)
		if err != nil {
			status = complain(stderr, "%v", err)
			continue
		}
		list := check.Check(doc, check.Options{Type: *kind})
		if diag.HasError(list) {
			status = max(status, no)
		}
		for i := range list {
			findings = append(findings, located{path, doc.Text, &list[i]})
		}
	}
	if *format == "json" {
		writeJSON(stdout, findings)
	} else {
		writeText(stdout, stderr, findings)
	}
	return status
}

// readDefinition reads a file as its name says, or standard input for "-" as
// its beginning says.
func readDefinition(path string, stdin io.Reader) (*asl.Document, error) {
	if path != "-" {
		content, err := file.Read(path)
		if err != nil {
			return nil, err
		}
		return asl.ParseNamed(path, text.New(content)), nil
	}
	content, err := io.ReadAll(io.LimitReader(stdin, file.MaxSize+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("standard input cannot be read: %w", err)
	case len(content) > file.MaxSize:
		return nil, fmt.Errorf("standard input has more than %d MB, and a state machine has at most 1 MB", file.MaxSize>>20)
	}
	name := "input.json"
	if yamlText.Match(content) {
		name = "input.yaml"
	}
	return asl.ParseNamed(name, text.New(string(content))), nil
}

// yamlText is how a YAML definition begins, where no name tells: with a
// comment, a directive, "---", or a key and its colon.
var yamlText = regexp.MustCompile("^\uFEFF?\\s*(?:#|%[A-Z]|---|[\\w\"'][^{}\\n]*:(?:\\s|$))")

// located is a diagnostic with the text it is about.
type located struct {
	file string
	text text.Text
	*diag.Diagnostic
}

// jsonFinding is a diagnostic as --format json writes it. Lines and columns
// count from 1, columns in characters; the end is where the next character
// would stand. Fixes have byte offsets.
type jsonFinding struct {
	File      string    `json:"file"`
	Severity  string    `json:"severity"`
	Code      string    `json:"code"`
	Message   string    `json:"message"`
	Advice    string    `json:"advice"`
	Line      int       `json:"line"`
	Column    int       `json:"column"`
	EndLine   int       `json:"endLine"`
	EndColumn int       `json:"endColumn"`
	Pointer   string    `json:"pointer"`
	Fixes     []jsonFix `json:"fixes"`
}

type jsonFix struct {
	Title string     `json:"title"`
	Edits []jsonEdit `json:"edits"`
}

type jsonEdit struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	New   string `json:"new"`
}

func writeJSON(w io.Writer, findings []located) {
	list := make([]jsonFinding, len(findings))
	for i, f := range findings {
		from, to := f.text.Position(f.Span.Start), f.text.Position(f.Span.End)
		list[i] = jsonFinding{
			File: f.file, Severity: f.Severity.String(), Code: f.Code, Message: f.Message, Advice: f.Advice, Pointer: f.Pointer,
			Line: from.Line, Column: from.Column, EndLine: to.Line, EndColumn: to.Column, Fixes: jsonFixes(f.Fixes),
		}
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	_ = e.Encode(list)
}

func jsonFixes(fixes []diag.Fix) []jsonFix {
	list := make([]jsonFix, len(fixes))
	for i, f := range fixes {
		list[i] = jsonFix{f.Title, make([]jsonEdit, len(f.Edits))}
		for j, e := range f.Edits {
			list[i].Edits[j] = jsonEdit{e.Start, e.End, e.New}
		}
	}
	return list
}

// writeText prints findings as a compiler does: where, what, what to do, and
// the line with the place marked. The count of them goes to stderr.
func writeText(stdout, stderr io.Writer, findings []located) {
	w := bufio.NewWriter(stdout)
	var count [3]int
	for _, f := range findings {
		count[f.Severity]++
		fmt.Fprintf(w, "%s:%s: %s: %s", f.file, f.text.Position(f.Span.Start), f.Severity, f.Message)
		if f.Advice != "" {
			fmt.Fprintf(w, " %s", f.Advice)
		}
		fmt.Fprintf(w, " [%s]\n%s", f.Code, excerpt(f.text, f.Span))
	}
	w.Flush()
	if len(findings) > 0 {
		fmt.Fprintln(stderr, counted(count))
	}
}

// counted says how many of each severity there are.
func counted(count [3]int) string {
	var parts []string
	for severity, n := range count {
		switch name := diag.Severity(severity).String(); {
		case n == 1:
			parts = append(parts, "1 "+name)
		case n > 1:
			parts = append(parts, fmt.Sprintf("%d %ss", n, name))
		}
	}
	return strings.Join(parts, ", ")
}

// excerptWidth is how many characters of a line are shown.
const excerptWidth = 100

// excerpt is the line a span begins on, with a caret under its first
// character and a wave under the rest. Of a long line only the part around
// the span is shown.
func excerpt(t text.Text, span text.Span) string {
	line := t.LineSpan(t.LineAt(span.Start))
	runes := []rune(strings.ToValidUTF8(t.Slice(line), "?"))
	from := utf8.RuneCountInString(strings.ToValidUTF8(t.Slice(text.Span{Start: line.Start, End: span.Start}), "?"))
	length := utf8.RuneCountInString(strings.ToValidUTF8(t.Slice(text.Span{Start: span.Start, End: min(span.End, line.End)}), "?"))
	if first := max(0, min(from-excerptWidth/3, len(runes)-excerptWidth)); first > 0 {
		runes, from = append([]rune("…"), runes[first+1:]...), from-first
	}
	if len(runes) > excerptWidth {
		runes = append(runes[:excerptWidth-1:excerptWidth-1], '…')
	}
	length = max(1, min(length, len(runes)-from))
	shown := strings.Map(printable, string(runes))
	return "    " + shown + "\n    " + strings.Repeat(" ", from) + "^" + strings.Repeat("~", length-1) + "\n"
}

// printable keeps the caret under its character and the terminal safe.
func printable(r rune) rune {
	if r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 {
		return ' '
	}
	return r
}
