package binding

import (
	"os"
	"os/exec"
	"testing"
)

func TestADaemonIsEndedWithItsTask(t *testing.T) {
	if _, err := exec.LookPath("setsid"); err != nil {
		t.Skip("there is no setsid here")
	}
	l := newLife(t)
	a := to(t, self("daemon", Variable{"LIFE", l.url}), nil)
	want(t, answer(t, a, newTask(function, `{}`)), `"gone"`)
	<-l.born
	<-l.gone
}

func TestACommandDiesWithTheProgram(t *testing.T) {
	l := newLife(t)
	program := exec.Command(os.Args[0])
	program.Env = append(os.Environ(), "COMMAND=owner", "LIFE="+l.url)
	if err := program.Start(); err != nil {
		t.Fatal(err)
	}
	<-l.born
	program.Process.Kill()
	program.Wait()
	<-l.gone
}
