    vec4 bones[147];   // 17 joints and what hangs on them, three rows each: rest place (head units or metres) to world
    vec4 hem[24];      // xyz metres a skirt is moved at twelve places round it, half way down and at its hem
    vec4 hem_at;       // heights where it begins to hang, half way and at its hem, head units; w 1 if there is one
    vec4 hair_swing;   // xyz metres of swing for sway 1; w flutter in metres
    vec4 cloth_swing;
    vec4 key_in_head;  // xyz the key light as the head sees it
    vec4 head_up;      // xyz the head's crown direction in the world; w seconds that the drawing is older than the frame
    vec4 body;         // metres a unit of the mesh, number in the id pass / 255, ground height in metres, 0 dry to 1 soaked
