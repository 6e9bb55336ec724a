// One triangle that covers the picture, first row at the top, with all that the grade is told: from corner to corner these
// are the same, and to a software driver that is less work than a uniform.
uniform vec3 keeps;     // how much darkness is left after the lift
uniform vec3 leans;     // how much of that the light from the corner takes away where it is strongest
uniform vec4 mixing;    // bloom, saturation, contrast, vignette
#ifdef TONED
uniform vec4 look_tone;         // how far to the three tones, film's curve, red that stays, how pale
uniform vec3 look_dark;
uniform vec3 look_middle;
uniform vec3 look_light;
flat out vec4 v_tone;
flat out vec3 v_dark;
flat out vec3 v_middle;
flat out vec3 v_light;
#endif
noperspective out vec2 v_uv;
flat out vec3 v_keeps;
flat out vec3 v_leans;
flat out vec4 v_mixing;
void main() {
    vec2 corner = vec2(gl_VertexID == 1 ? 3.0 : -1.0, gl_VertexID == 2 ? 3.0 : -1.0);
    v_uv = vec2(0.5 + 0.5 * corner.x, 0.5 - 0.5 * corner.y);
    v_keeps = keeps;
    v_leans = leans;
    v_mixing = mixing;
#ifdef TONED
    v_tone = look_tone;
    v_dark = look_dark;
    v_middle = look_middle;
    v_light = look_light;
#endif
    gl_Position = vec4(corner, 0.999999, 1.0);
}
