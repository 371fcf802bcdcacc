// Stateboard is the desktop app: a storyboard for state machines.
package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"github.com/spf13/pflag"

	"github.com/stateboard/stateboard/assets"
	"github.com/stateboard/stateboard/canvas/layout"
	"github.com/stateboard/stateboard/canvas/paint"
	"github.com/stateboard/stateboard/ui"
	"github.com/stateboard/stateboard/ui/look"
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
	if err := open(flags.Args(), *data, options); err != nil {
		fmt.Fprintf(os.Stderr, "stateboard: %v\n", err)
		return 2
	}
	return 0
}

// errNoDisplay is for who starts the app where there is no screen.
var errNoDisplay = errors.New("no window can be opened, as there is no display (DISPLAY, WAYLAND_DISPLAY); start it in a desktop session, or use stateboardctl")

// open shows a window for each file, or one with the first example, and
// returns when the last is closed. The toolkit panics where it can reach no
// display; that becomes a sentence.
func open(files []string, data string, options ui.Options) (err error) {
	if runtime.GOOS == "linux" && os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" {
		return errNoDisplay
	}
	shown := false
	defer func() {
		if fault := recover(); fault != nil {
			if shown {
				panic(fault)
			}
			err = fmt.Errorf("no window can be opened (%v); check the display, or use stateboardctl", fault)
		}
	}()
	a := app.NewWithID("io.github.stateboard")
	look.Calm(a)
	a.SetIcon(fyne.NewStaticResource("icon.png", assets.Icon))
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
	a.Lifecycle().SetOnStarted(func() { shown = true })
	a.Run()
	return nil
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
