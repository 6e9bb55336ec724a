// Pixels from here to where something is in the other frame (x right, y down), and 1 where that is known.
vec4 moved(vec4 then, float known) {
    if (known < 0.5 || then.w < 0.01) return vec4(0.0);
    vec2 step_px = (then.xy / then.w * 0.5 + 0.5) * frame.xy - gl_FragCoord.xy;
    return vec4(step_px.x, -step_px.y, 1.0, 0.0);
}
