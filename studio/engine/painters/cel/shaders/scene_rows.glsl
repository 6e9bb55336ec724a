    mat4 view_projection;
    vec4 eye;             // xyz metres; w time in seconds
    vec4 frame;           // width, height, 1/width, 1/height in pixels
    vec4 light;           // multiplies lit colours; w pixels a metre takes at 1 m
    vec4 shade;           // multiplies shadow colours; w frame height / 720
    vec4 key;             // xyz unit vector towards the key light
    vec4 people_key;      // the same for people: never from behind them as the camera sees it
    vec4 rim_left;        // rgb; w strength
    vec4 rim_right;
    vec4 rim_left_from;   // xyz unit vector towards the rim light
    vec4 rim_right_from;
    vec4 fog;             // rgb; w most
    vec4 fog_shape;       // density, start in metres, wet, rain
    vec4 wind;            // xy metres a second on the average; z what it is of that now; w seconds of it that have blown
    vec4 sky_top;         // rgb; w stars
    vec4 sky_horizon;     // rgb; w -1 in the mirror, else 1
    vec4 sun;             // xyz unit vector; w shown
    vec4 moon;
    vec4 right;           // xyz, the picture's axes in the world
    vec4 up;
    vec4 look_ramp;       // width of the step to shadow, how much sooner, darkness of the third tone, 0-1 to solid ink
    vec4 look_ink;        // rgb of lines and solid shadows; w how far lines go to it
    vec4 look_form;       // times the width of lines, tooth of the paper, times the ink of sets, 0
