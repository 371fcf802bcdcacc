package task

import (
	"context"
	"sync"

	"github.com/stateboard/stateboard/asl/value"
)

// Activities are the activities whose work is fetched by workers, by ARN. It
// is an Answerer that keeps every activity task it is asked for; the answers
// come by task token (the engine's Answer and Heartbeat), as SendTaskSuccess,
// SendTaskFailure and SendTaskHeartbeat bring them. The zero Activities is
// ready; its methods may be called from any goroutine.
type Activities struct {
	mu      sync.Mutex
	waiting map[string][]*waiting
	news    chan struct{} // closed when a task has come
}

// waiting is a task in line.
type waiting struct {
	task  *Task
	reply func(Answer)
}

// Job is a task as a worker gets it.
type Job struct {
	Token  string
	Input  value.Value
	Worker string // who has it
}

// Takes tells whether the task is an activity's.
func (a *Activities) Takes(t *Task) bool { return t.Resource.Kind == Activity && t.Token != "" }

// Take puts an activity's task in line for a worker.
func (a *Activities) Take(t *Task, reply func(Answer)) Taken {
	if !a.Takes(t) {
		return Declined{"only an activity's work is fetched by workers"}
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.waiting == nil {
		a.waiting = map[string][]*waiting{}
	}
	a.waiting[t.Resource.ARN] = append(a.waiting[t.Resource.ARN], &waiting{t, reply})
	if a.news != nil {
		close(a.news)
		a.news = nil
	}
	return Kept{Cancel: func() { a.drop(t) }}
}

// drop takes a task out of the line, if no worker has it yet.
func (a *Activities) drop(t *Task) {
	a.mu.Lock()
	defer a.mu.Unlock()
	line := a.waiting[t.Resource.ARN]
	for i := range line {
		if line[i].task == t {
			a.waiting[t.Resource.ARN] = append(line[:i:i], line[i+1:]...)
			break
		}
	}
	if len(a.waiting[t.Resource.ARN]) == 0 {
		delete(a.waiting, t.Resource.ARN)
	}
}

// Fetch hands the longest waiting task of an activity to a worker, waiting
// for one until ctx ends; ok is false then. It is GetActivityTask.
func (a *Activities) Fetch(ctx context.Context, arn, worker string) (job Job, ok bool) {
	for {
		w, news := a.next(arn)
		if w != nil {
			if w.reply != nil {
				w.reply(Begun{worker})
			}
			return Job{w.task.Token, w.task.Input, worker}, true
		}
		select {
		case <-news:
		case <-ctx.Done():
			return Job{}, false
		}
	}
}

// next is the first in line, or else what to wait for.
func (a *Activities) next(arn string) (*waiting, <-chan struct{}) {
	a.mu.Lock()
	defer a.mu.Unlock()
	line := a.waiting[arn]
	if len(line) > 0 {
		if a.waiting[arn] = line[1:]; len(line) == 1 {
			delete(a.waiting, arn)
		}
		return line[0], nil
	}
	if a.news == nil {
		a.news = make(chan struct{})
	}
	return nil, a.news
}

// Waiting are the numbers of tasks in line, by activity.
func (a *Activities) Waiting() map[string]int {
	a.mu.Lock()
	defer a.mu.Unlock()
	n := make(map[string]int, len(a.waiting))
	for arn, line := range a.waiting {
		n[arn] = len(line)
	}
	return n
}
