package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/pflag"
)

// newFlags is a flag set that prints nothing by itself; parse does.
func newFlags(name string) *pflag.FlagSet {
	flags := pflag.NewFlagSet(name, pflag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.SortFlags = false
	return flags
}

// parse reads a command's arguments. ok is false when the command is over:
// help was asked for, or the arguments were wrong and stderr says so.
func parse(flags *pflag.FlagSet, usage string, args []string, least, most int, stdout, stderr io.Writer) (status int, ok bool) {
	err := flags.Parse(args)
	switch {
	case errors.Is(err, pflag.ErrHelp):
		fmt.Fprintf(stdout, "usage: stateboardctl %s\n%s", usage, flags.FlagUsages())
		return yes, false
	case err != nil:
		fmt.Fprintf(stderr, "stateboardctl %s: %v\nusage: stateboardctl %s\n", flags.Name(), err, usage)
		return cannot, false
	case flags.NArg() < least || most >= 0 && flags.NArg() > most:
		fmt.Fprintf(stderr, "usage: stateboardctl %s\n", usage)
		return cannot, false
	}
	return yes, true
}

// complain writes one sentence and is the status of what could not be done.
func complain(stderr io.Writer, format string, args ...any) int {
	fmt.Fprintf(stderr, "stateboardctl: "+format+"\n", args...)
	return cannot
}

// writeOutput writes content to a file, or to stdout where the name is "-".
func writeOutput(name string, content []byte, stdout io.Writer) error {
	if name == "-" {
		_, err := stdout.Write(content)
		return err
	}
	if err := os.WriteFile(name, content, 0o644); err != nil {
		return fmt.Errorf("%s cannot be written (%w)", name, err)
	}
	return nil
}
