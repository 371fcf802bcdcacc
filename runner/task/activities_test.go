package task

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"github.com/stateboard/stateboard/asl/value"
)

const pack = "arn:aws:states:us-east-1:123456789012:activity:Pack"

func activityTask(n int) *Task {
	return &Task{ID: int64(n), Resource: ParseResource(pack), Input: value.Int(int64(n)), Token: fmt.Sprint("token", n)}
}

func TestWorkersFetchInTurn(t *testing.T) {
	var a Activities
	for n := range 3 {
		if _, kept := a.Take(activityTask(n), nil).(Kept); !kept {
			t.Fatal("an activity's task was not kept")
		}
	}
	if _, declined := a.Take(&Task{Resource: ParseResource("arn:aws:states:::sqs:sendMessage")}, nil).(Declined); !declined {
		t.Error("another task was kept")
	}
	for n := range 3 {
		job, ok := a.Fetch(context.Background(), pack, "w")
		if !ok || job.Token != fmt.Sprint("token", n) || job.Worker != "w" || job.Input.JSON() != fmt.Sprint(n) {
			t.Errorf("fetch %d: %v, %v", n, job, ok)
		}
	}
	if len(a.Waiting()) != 0 {
		t.Errorf("%v wait", a.Waiting())
	}
}

func TestCancelledWorkIsNotHandedOut(t *testing.T) {
	var a Activities
	first := a.Take(activityTask(1), nil).(Kept)
	a.Take(activityTask(2), nil)
	first.Cancel()
	first.Cancel()
	if job, ok := a.Fetch(context.Background(), pack, ""); !ok || job.Token != "token2" {
		t.Errorf("%v, %v", job, ok)
	}
}

func TestAFetchEndsWithItsContext(t *testing.T) {
	var a Activities
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, ok := a.Fetch(ctx, pack, ""); ok {
		t.Error("there was something to fetch")
	}
}

func TestEveryTaskGoesToOneWorker(t *testing.T) {
	var a Activities
	const tasks, workers = 200, 8
	var mu sync.Mutex
	seen := map[string]int{}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var done sync.WaitGroup
	for range workers {
		done.Go(func() {
			for {
				job, ok := a.Fetch(ctx, pack, "")
				if !ok {
					return
				}
				mu.Lock()
				seen[job.Token]++
				if len(seen) == tasks {
					cancel()
				}
				mu.Unlock()
			}
		})
	}
	for n := range tasks {
		a.Take(activityTask(n), nil)
	}
	done.Wait()
	for token, n := range seen {
		if n != 1 {
			t.Errorf("%s went out %d times", token, n)
		}
	}
}
