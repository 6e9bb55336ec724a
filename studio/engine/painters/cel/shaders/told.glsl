// What the scene tells every pixel of a figure, from its corners: to a software driver that is less work than a read of the
// block at every pixel. "out" in the vertex program, "in" in the other.
flat TOLD vec4 v_light;       // a density of the fog
flat TOLD vec4 v_shade_tone;  // a where it begins
flat TOLD vec4 v_fog;
flat TOLD vec4 v_rim_left;
flat TOLD vec4 v_rim_right;
flat TOLD vec4 v_ramp;
flat TOLD vec3 v_people_key;
