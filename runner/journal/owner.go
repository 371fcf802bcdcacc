package journal

import (
	"crypto/rand"
	"database/sql"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// owner is this process as an owner of executions: a file in the journal's
// folder that it holds a lock on. The file's room is written in advance, so
// that an execution can be marked even on a full disk.
type owner struct {
	name string
	file *os.File
	dir  string
	left int // bytes written of marks
}

const ownerRoom = 4096

func (o *owner) begin(dir string) error {
	var b [8]byte
	rand.Read(b[:])
	o.dir, o.name = dir, fmt.Sprintf("%d-%s", os.Getpid(), hex.EncodeToString(b[:]))
	// Under another name first: nobody may see it before it is locked.
	path := ownerPath(dir, o.name)
	file, err := lock(path + ".new")
	if err != nil {
		return err
	}
	o.file = file
	if _, err = file.Write(make([]byte, ownerRoom)); err == nil {
		err = os.Rename(path+".new", path)
	}
	if err != nil {
		file.Close()
		os.Remove(path + ".new")
	}
	return err
}

func ownerPath(dir, name string) string { return filepath.Join(dir, "owner-"+name+".lock") }

func (o *owner) end() {
	if o.left == 0 {
		os.Remove(ownerPath(o.dir, o.name))
	}
	o.file.Close()
}

// mark notes that an execution goes on without the journal, so that it must
// not be resumed from what the journal holds.
func (o *owner) mark(id int64) {
	s := strconv.FormatInt(id, 10) + " "
	if o.left+len(s) > ownerRoom {
		return
	}
	if _, err := o.file.WriteAt([]byte(s), int64(o.left)); err == nil {
		o.file.Sync()
		o.left += len(s)
	}
}

// marked are the executions a dead owner has marked.
func marked(dir, name string) []int64 {
	content, err := os.ReadFile(ownerPath(dir, name))
	if err != nil {
		return nil
	}
	var ids []int64
	for _, s := range strings.Fields(strings.TrimRight(string(content), "\x00")) {
		if id, err := strconv.ParseInt(s, 10, 64); err == nil {
			ids = append(ids, id)
		}
	}
	return ids
}

// troubleDetached is the trouble of an execution that went on without the
// journal.
const troubleDetached = "it went on without the journal, so how far it got is not known"

// sweep lets go of what dead processes own and removes their files.
func (j *Journal) sweep() {
	files, _ := filepath.Glob(ownerPath(j.dir, "*"))
	for _, path := range files {
		name := strings.TrimSuffix(strings.TrimPrefix(filepath.Base(path), "owner-"), ".lock")
		if name == j.owner.name || held(path) {
			continue
		}
		detached := marked(j.dir, name)
		err := j.queue.do(false, func(t *sql.Tx) error {
			for _, id := range detached {
				if _, err := t.Exec("UPDATE executions SET trouble = ?, status = 'ABORTED', stopped = coalesce(stopped, started) WHERE id = ? AND status = 'RUNNING'", troubleDetached, id); err != nil {
					return err
				}
			}
			_, err := t.Exec("UPDATE executions SET owner = NULL WHERE owner = ?", name)
			return err
		})
		if err == nil {
			os.Remove(path)
		}
	}
}

// alive tells whether a process of that owner name lives.
func (j *Journal) alive(name string) bool {
	return name != "" && (name == j.owner.name || held(ownerPath(j.dir, name)))
}

// OwnedError says that another process runs the execution.
type OwnedError struct {
	Name  string // of the execution
	Owner string
}

func (e *OwnedError) Error() string {
	process, _, _ := strings.Cut(e.Owner, "-")
	return fmt.Sprintf("the execution %s is being run by another program (process %s)", e.Name, process)
}

// claim makes this process the owner of an execution. The error is an
// *OwnedError when a living process owns it, this one included.
func (j *Journal) claim(x *Execution) error {
	return j.queue.do(false, func(t *sql.Tx) error {
		var name sql.NullString
		if err := t.QueryRow("SELECT owner FROM executions WHERE id = ?", x.ID).Scan(&name); err != nil {
			return err
		}
		if j.alive(name.String) {
			return &OwnedError{x.Name, name.String}
		}
		_, err := t.Exec("UPDATE executions SET owner = ? WHERE id = ?", j.owner.name, x.ID)
		return err
	})
}

func (j *Journal) release(id int64) error {
	return j.queue.do(false, func(t *sql.Tx) error {
		_, err := t.Exec("UPDATE executions SET owner = NULL WHERE id = ? AND owner = ?", id, j.owner.name)
		return err
	})
}
