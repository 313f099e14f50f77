package fit

// Nodes returns how many histories a fit to all items has, of these those that items end at, and those nothing follows.
func (l *Log) Nodes() (nodes, scored, leaves int) {
	t := newTraining(l, len(l.items))
	for i, w := range t.weights {
		if w > 0 {
			scored++
		}
		if t.isLeaf(i) {
			leaves++
		}
	}
	return len(t.steps), scored, leaves
}
