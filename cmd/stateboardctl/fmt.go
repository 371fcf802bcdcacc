package main

import (
	"fmt"
	"io"

	"github.com/stateboard/stateboard/asl/file"
	"github.com/stateboard/stateboard/asl/rewrite"
	"github.com/stateboard/stateboard/asl/text"
)

const fmtUsage = "fmt [-w] [--compact] [--check] FILE..."

// fmtCommand lays out JSON afresh: keys keep their order, numbers and strings
// their spelling.
func fmtCommand(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	flags := newFlags("fmt")
	write := flags.BoolP("write", "w", false, "replace the files instead of printing them")
	compact := flags.Bool("compact", false, "on one line, without blanks")
	check := flags.Bool("check", false, "change nothing; exit 1 and name the files that would change")
	if status, ok := parse(flags, fmtUsage, args, 1, -1, stdout, stderr); !ok {
		return status
	}
	status := yes
	for _, path := range flags.Args() {
		old, formatted, err := formatFile(path, stdin, *compact)
		switch {
		case err != nil:
			status = complain(stderr, "%v", err)
		case *check:
			if old != formatted {
				fmt.Fprintln(stdout, path)
				status = max(status, no)
			}
		case *write && path != "-":
			if old == formatted {
				continue
			}
			if err := file.Write(path, []byte(formatted)); err != nil {
				status = complain(stderr, "%v", err)
			}
		default:
			io.WriteString(stdout, formatted)
		}
	}
	return status
}

// formatFile reads a file (standard input for "-") and lays it out afresh.
func formatFile(path string, stdin io.Reader, compact bool) (old, formatted string, err error) {
	doc, err := readDefinition(path, stdin)
	if err != nil {
		return "", "", err
	}
	if errs := doc.SyntaxErrors(); len(errs) > 0 {
		at := doc.Text.Position(errs[0].Span.Start)
		return "", "", fmt.Errorf("%s:%s: %s %s", path, at, errs[0].Message, errs[0].Advice)
	}
	change, err := rewrite.Format(doc, compact)
	if err != nil {
		return "", "", fmt.Errorf("%s: %w", path, err)
	}
	next, _, err := text.Apply(doc.Text, change.Edits...)
	return doc.Text.String(), next.String(), err
}
