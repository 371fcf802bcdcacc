// Stateboard is the desktop app: a storyboard for state machines.
package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"github.com/spf13/pflag"

	"github.com/stateboard/stateboard/canvas/layout"
	"github.com/stateboard/stateboard/canvas/paint"
	"github.com/stateboard/stateboard/ui"
	"github.com/stateboard/stateboard/ui/session"
)

const usage = "stateboard [FILE...] [--size WxH] [--data DIR] [--ui-map FILE]"

func main() { os.Exit(run(os.Args[1:])) }

func run(args []string) int {
	flags := pflag.NewFlagSet("stateboard", pflag.ContinueOnError)
	flags.Usage = func() {}
	data := flags.String("data", "", "folder for preferences and unsaved work (default: the user's own)")
	size := flags.String("size", "", "size of the window, such as 1440x900")
	uiMap := flags.String("ui-map", "", "keep a list of what is on screen in this file, as JSON")
	err := flags.Parse(args)
	switch {
	case errors.Is(err, pflag.ErrHelp):
		fmt.Printf("usage: %s\n%sWithout a file the account application comes up, to try things on.\n", usage, flags.FlagUsages())
		return 0
	case err != nil:
		fmt.Fprintf(os.Stderr, "stateboard: %v\nusage: %s\n", err, usage)
		return 2
	}
	options := ui.Options{UIMap: *uiMap}
	if *size != "" {
		if _, err := fmt.Sscanf(*size, "%fx%f", &options.Width, &options.Height); err != nil || options.Width < 200 || options.Height < 200 {
			fmt.Fprintf(os.Stderr, "stateboard: --size %s is no size; write it as 1440x900\n", *size)
			return 2
		}
	}
	if *data == "" {
		*data = dataFolder()
	}
	open(app.NewWithID("io.github.stateboard"), flags.Args(), *data, options)
	return 0
}

// open shows a window for each file, or one with the first example, and
// returns when the last is closed.
func open(a fyne.App, files []string, data string, options ui.Options) {
	if len(files) == 0 {
		files = []string{""}
	}
	executions := session.OpenExecutions(data)
	defer executions.Close()
	for _, path := range files {
		s := session.New(session.Options{Data: data, Post: fyne.Do, Layout: layout.Options{Measure: paint.Measure}, Executions: executions})
		if path == "" {
			s.Fail(s.OpenExample(session.Examples()[0]))
		} else {
			s.Fail(s.Open(path))
		}
		ui.New(a, s, options).Show()
		options.UIMap = "" // the map is the first window's
	}
	a.Run()
}

// dataFolder is where one person's things are kept; "" when the system names
// no such place.
func dataFolder() string {
	dir, err := os.UserConfigDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "stateboard")
}
